package dev.cairn.database.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.database.sqlite.SqliteScratch;
import dev.cairn.schema.Schema;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.SchemaLint;
import dev.cairn.schema.sqlite.lint.SqliteLint;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * SQLite accepts the schemas by which the rules are tested, and the rules find the same in what is
 * read back from it.
 */
class LintCasesInSqliteTest {

    private static final Path CASES = Path.of("../schema/src/test/resources/lint");
    private static final String FOUND = "-- found: ";
    private static final String FINE = "-- fine";

    /** One schema of a case file, and where the rule of the file finds something in it. */
    private record Block(int line, Optional<String> path, StringBuilder sql) {}

    @TestFactory
    Stream<DynamicTest> theRulesFindTheSameInALiveSchema() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream().flatMap(LintCasesInSqliteTest::tests);
        }
    }

    private static Stream<DynamicTest> tests(Path file) {
        String code = file.getFileName().toString().replace(".sql", "");
        return blocks(file).stream()
                .map(block -> dynamicTest(code + ":" + block.line(), () -> check(code, block)));
    }

    private static List<Block> blocks(Path file) {
        List<Block> blocks = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.startsWith(FOUND)) {
                Optional<String> path = Optional.of(line.substring(FOUND.length()));
                blocks.add(new Block(number, path, new StringBuilder()));
            } else if (line.equals(FINE)) {
                blocks.add(new Block(number, Optional.empty(), new StringBuilder()));
            } else {
                blocks.getLast().sql().append(line).append('\n');
            }
        }
        return blocks;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static void check(String code, Block block) throws SQLException {
        List<String> paths =
                SchemaLint.lint(
                                schema(block.sql().toString()),
                                SqliteLint.rules(),
                                LintOptions.usual())
                        .stream()
                        .filter(finding -> finding.code().equals(code))
                        .map(LintFinding::path)
                        .toList();
        assertThat(paths).startsWith(block.path().stream().toArray(String[]::new));
        assertThat(paths.isEmpty()).isEqualTo(block.path().isEmpty());
    }

    private static Schema schema(String sql) throws SQLException {
        try (SqliteScratch scratch = SqliteScratch.open()) {
            for (SqlScript.Statement statement : SqlScript.split(sql)) {
                scratch.execute(statement.text());
            }
            return scratch.inspect();
        }
    }
}
