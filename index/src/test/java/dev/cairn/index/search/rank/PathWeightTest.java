package dev.cairn.index.search.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PathWeightTest {

    /** The rules as patterns, which are too slow for a search. */
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

    private static final List<String> PIECES =
            List.of(
                    "src",
                    "test",
                    "tests",
                    "Test",
                    "Tests",
                    "test_",
                    "_test",
                    "_spec",
                    ".test",
                    ".spec",
                    "spec",
                    "third_party",
                    "thirdparty",
                    "third-party",
                    "vendor",
                    "dist",
                    "generated",
                    "shims",
                    "android",
                    "androidTest",
                    "node_modules",
                    "mock",
                    "a",
                    ".min",
                    ".js",
                    ".css",
                    ".java",
                    ".kt",
                    ".Java",
                    ".py",
                    ".7z",
                    ".",
                    "/",
                    "/",
                    "/");

    @Test
    void testsAndForeignCodeCountLess() {
        assertThat(PathWeight.of("src/main/Door.java")).isEqualTo(1.0);
        assertThat(PathWeight.of("src/test/Door.java")).isEqualTo(0.5);
        assertThat(PathWeight.of("vendor/tests/door.py")).isEqualTo(0.15);
    }

    @Test
    void pathsAreJudgedAsThePatternsSay() {
        Random random = new Random(23);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                path.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String text = path.toString();
            double expected =
                    (FOREIGN.matcher(text).find() ? 0.3 : 1.0)
                            * (TEST.matcher(text).find() ? 0.5 : 1.0);
            assertThat(PathWeight.of(text)).as(text).isEqualTo(expected);
        }
    }
}
