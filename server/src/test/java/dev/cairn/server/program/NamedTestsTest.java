package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/security.md} names as what holds a rule. */
class NamedTestsTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.([a-z]\\w*))?`");
    private static final Pattern ROW =
            Pattern.compile("^\\| ((?:[AB]\\d+, )*[AB]\\d+) ", Pattern.MULTILINE);

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        Set<String> missing = new TreeSet<>();
        Matcher named = NAMED.matcher(document());
        int count = 0;
        while (named.find()) {
            count++;
            Optional<String> text = Optional.ofNullable(tests.get(named.group(1)));
            String method = named.group(2);
            if (text.filter(t -> method == null || t.contains("void " + method + "(")).isEmpty()) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(60);
    }

    @Test
    void everyRowOfTheFirstReviewHasATest() throws IOException {
        Set<String> rows = new TreeSet<>();
        Matcher row = ROW.matcher(document());
        while (row.find()) {
            rows.addAll(Set.of(row.group(1).split(", ")));
        }
        for (int i = 1; i <= 15; i++) {
            assertThat(rows).contains("A" + i);
        }
        for (int i = 1; i <= 13; i++) {
            assertThat(rows).contains("B" + i);
        }
    }

    private static String document() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/security.md"));
    }

    /** Returns the text of each test by the name of its class. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src/test/java");
                if (Files.isDirectory(folder)) {
                    read(folder, tests);
                }
            }
        }
        return tests;
    }

    private static void read(Path folder, Map<String, String> tests) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*(Test|IT)\\.java")).toList()) {
                String name = file.getFileName().toString();
                tests.put(
                        name.substring(0, name.length() - ".java".length()),
                        Files.readString(file));
            }
        }
    }
}
