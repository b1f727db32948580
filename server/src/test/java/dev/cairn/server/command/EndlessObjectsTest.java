package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ObjectTimeLimit;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a database ends, and names what it gave up on, whatever its objects are. */
class EndlessObjectsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int VIEWS = 12;

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void shortLimits() throws IOException {
        System.setProperty(ObjectTimeLimit.PROPERTY, "0.1");
        System.setProperty(ObjectTimeLimit.ROWS_PROPERTY, "0.5");
        Files.writeString(folder.resolve("s.sql"), "CREATE TABLE t(a, b);\n");
        program = ProgramRun.in(folder);
    }

    @AfterEach
    void usualLimits() {
        System.clearProperty(ObjectTimeLimit.PROPERTY);
        System.clearProperty(ObjectTimeLimit.ROWS_PROPERTY);
    }

    /** Each view is a product of the one before, so the last one joins 4,096 tables. */
    @Test
    void viewsThatMultiplyDoNotHoldACommandUp() {
        List<String> statements = new ArrayList<>(List.of("CREATE TABLE t(a)"));
        statements.add("CREATE VIEW v0 AS SELECT a FROM t");
        for (int i = 1; i <= VIEWS; i++) {
            statements.add(
                    "CREATE VIEW v%d AS SELECT x.a FROM v%d x, v%d y".formatted(i, i - 1, i - 1));
        }
        database(statements);

        for (List<String> command : commands()) {
            int code = run(command);
            assertThat(code).as("%s: %s", command, program.error()).isEqualTo(1);
            assertThat(program.error() + program.output())
                    .containsPattern("v\\d+.*gave up|gave up on view 'v\\d+'");
        }
    }

    @Test
    void aFullTextIndexOverAViewThatNeverEndsDoesNotHoldACommandUp() {
        database(
                List.of(
                        "CREATE TABLE t(a)",
                        "CREATE VIEW endless(rowid, text) AS WITH RECURSIVE n(i) AS (SELECT 1 UNION"
                                + " ALL SELECT i + 1 FROM n) SELECT i, 'word' FROM n WHERE i < 0",
                        "CREATE VIRTUAL TABLE words USING fts5(text, content='endless')"));

        assertThat(run(List.of("schema", "verify"))).isEqualTo(1);
        assertThat(program.output()).contains("full-text index words was not checked: gave up");
        for (List<String> command : commands()) {
            run(command);
        }
    }

    /** Each of them waits for the limit several times. */
    private static List<List<String>> commands() {
        return List.of(
                List.of("schema", "inspect"),
                List.of("schema", "sync", "--schema", "s.sql", "--dry-run"),
                List.of("schema", "verify"),
                List.of("schema", "diff", "--schema", "s.sql"),
                List.of("schema", "lint", "--schema", "s.sql"),
                List.of("schema", "repair", "--dry-run"));
    }

    private int run(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--database", "app.db"));
        long begin = System.nanoTime();
        int code = program.run(words.toArray(String[]::new));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("%s", command)
                .isLessThan(LONGEST);
        return code;
    }

    private void database(List<String> statements) {
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            statements.forEach(sql -> database.driver().execute(sql));
        }
    }
}
