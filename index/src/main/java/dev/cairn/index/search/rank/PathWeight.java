package dev.cairn.index.search.rank;

import java.util.regex.Pattern;

/**
 * How much the hits of a file count by its path. Tests repeat the names of what they test, and
 * copies of other projects and generated files are seldom what is looked for.
 */
public final class PathWeight {

    private static final double LOW = 0.5;
    private static final double LOWER = 0.3;

    private static final Pattern TEST =
            Pattern.compile(
                    "(^|/)(tests?|testing|testdata|test-data|__tests__|specs?|fixtures?|mocks?"
                            + "|examples?|benchmarks?|androidTest|testFixtures)/"
                            + "|(^|/)(test_[^/]*|[^/]*(_test|_spec|\\.test|\\.spec))\\.[a-z]+$"
                            + "|Tests?\\.(java|kt|cs|scala)$");

    private static final Pattern FOREIGN =
            Pattern.compile(
                    "(^|/)(vendor|vendored|third[_-]?party|node_modules|dist|generated|shims?)/"
                            + "|\\.min\\.(js|css)$");

    private PathWeight() {}

    /** Returns the factor for a file with that path: 1, or less for tests and foreign code. */
    public static double of(String path) {
        double test = TEST.matcher(path).find() ? LOW : 1.0;
        return FOREIGN.matcher(path).find() ? LOWER * test : test;
    }
}
