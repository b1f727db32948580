package dev.cairn.index.search.rank;

import java.util.Set;

/**
 * How much the hits of a file count by its path. Tests repeat the names of what they test, and
 * copies of other projects and generated files are seldom what is looked for.
 *
 * <p>A search asks for each of the thousand places that it ranks, so the path is read once, without
 * a pattern.
 */
public final class PathWeight {

    private static final double LOW = 0.5;
    private static final double LOWER = 0.3;

    private static final Set<String> TEST_FOLDERS =
            Set.of(
                    "test",
                    "tests",
                    "testing",
                    "testdata",
                    "test-data",
                    "__tests__",
                    "spec",
                    "specs",
                    "fixture",
                    "fixtures",
                    "mock",
                    "mocks",
                    "example",
                    "examples",
                    "benchmark",
                    "benchmarks",
                    "androidTest",
                    "testFixtures");

    private static final Set<String> FOREIGN_FOLDERS =
            Set.of(
                    "vendor",
                    "vendored",
                    "thirdparty",
                    "third_party",
                    "third-party",
                    "node_modules",
                    "dist",
                    "generated",
                    "shim",
                    "shims");

    private static final Set<String> WITH_TEST_CLASSES = Set.of("java", "kt", "cs", "scala");

    private PathWeight() {}

    /** Returns the factor for a file with that path: 1, or less for tests and foreign code. */
    public static double of(String path) {
        boolean test = false;
        boolean foreign = false;
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            String folder = path.substring(start, slash);
            test |= TEST_FOLDERS.contains(folder);
            foreign |= FOREIGN_FOLDERS.contains(folder);
            start = slash + 1;
        }
        String name = path.substring(start);
        test |= isTest(name);
        foreign |= name.endsWith(".min.js") || name.endsWith(".min.css");
        return (foreign ? LOWER : 1.0) * (test ? LOW : 1.0);
    }

    private static boolean isTest(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String ending = name.substring(dot + 1);
        String stem = name.substring(0, dot);
        if (WITH_TEST_CLASSES.contains(ending)
                && (stem.endsWith("Test") || stem.endsWith("Tests"))) {
            return true;
        }
        return isLowerCase(ending)
                && (stem.startsWith("test_")
                        || stem.endsWith("_test")
                        || stem.endsWith("_spec")
                        || stem.endsWith(".test")
                        || stem.endsWith(".spec"));
    }

    private static boolean isLowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
