package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged, incomplete or half done is said, and never made worse. */
class DamagedDatabaseTest {

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void begin() {
        program = ProgramRun.in(folder);
    }

    @Test
    void anIndexThatLacksRowsIsFoundAndItsStatementGiven() {
        database(
                "CREATE TABLE t(a)",
                "CREATE INDEX i ON t(a)",
                "INSERT INTO t VALUES (1), (2), (3)",
                "CREATE TABLE other(a)");
        withoutIndexEntry();

        assertThat(program.run("schema", "verify", "--database", "app.db")).isEqualTo(1);
        assertThat(program.run("schema", "repair", "--database", "app.db", "--dry-run")).isZero();
        assertThat(program.output()).contains("would repair: the index 'i'").contains("REINDEX");
    }

    /** Swaps the root pages of an index and of an empty one, as a lost write does. */
    private void withoutIndexEntry() {
        change("CREATE INDEX empty ON other(a)");
        change("PRAGMA journal_mode = DELETE");
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            long full = number(statement, "SELECT rootpage FROM sqlite_schema WHERE name = 'i'");
            long none =
                    number(statement, "SELECT rootpage FROM sqlite_schema WHERE name = 'empty'");
            statement.execute("UPDATE sqlite_schema SET rootpage = " + none + " WHERE name = 'i'");
            statement.execute(
                    "UPDATE sqlite_schema SET rootpage = " + full + " WHERE name = 'empty'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void rowsThatReferToNothingAreForAPersonToDecide() {
        database(
                "CREATE TABLE parent(id INTEGER PRIMARY KEY)",
                "CREATE TABLE child(p REFERENCES parent)");
        change("PRAGMA foreign_keys = OFF", "INSERT INTO child VALUES (5)");

        assertThat(program.run("schema", "repair", "--database", "app.db")).isEqualTo(1);
        assertThat(program.output()).contains("to decide: ").contains("child");
    }

    @Test
    void aDamagedPageIsSaidAndTheFileIsNotAltered() throws IOException {
        database("CREATE TABLE t(a)", "CREATE TABLE u(a)");
        change("INSERT INTO t SELECT randomblob(3000) FROM json_each('[1,2,3,4,5,6,7,8,9]')");
        Path file = folder.resolve("app.db");
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, content.length - 4096, content.length - 2048, (byte) 0xa5);
        Arrays.fill(content, 4096 * 2, 4096 * 2 + 100, (byte) 0xa5);
        Files.write(file, content);
        Files.writeString(
                folder.resolve("s.sql"), "CREATE TABLE t(a); CREATE TABLE u(a, b TEXT);\n");

        assertThat(program.run("schema", "repair", "--database", "app.db")).isEqualTo(1);
        assertThat(program.output()).contains("the file is damaged").contains("backup restore");
        assertThat(
                        program.run(
                                "schema",
                                "sync",
                                "--database",
                                "app.db",
                                "--schema",
                                "s.sql",
                                "--no-backup"))
                .as(program.output())
                .isEqualTo(1);
        assertThat(program.error()).contains("the database is damaged");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void aRenameThatIsHalfDoneLosesNothing() throws IOException {
        database(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, old TEXT, new TEXT)",
                "INSERT INTO t(old) VALUES ('DATA'), (NULL)",
                "CREATE TABLE first(a)",
                "INSERT INTO first VALUES (1)",
                "CREATE TABLE second(a)");
        Files.writeString(
                folder.resolve("s.sql"),
                """
                CREATE TABLE t(
                    id INTEGER PRIMARY KEY,
                    new TEXT -- cairn: renamed_from=old
                );
                CREATE TABLE second( -- cairn: renamed_from=first
                    a
                );
                """);

        int code =
                program.run(
                        "schema", "sync", "--database", "app.db", "--schema", "s.sql", "--prune");

        assertThat(code).as(program.output()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(program.error())
                .contains("1 of 2 rows hold a value in 'old'")
                .contains("table 'first'");
        change("UPDATE t SET new = old, old = NULL", "DELETE FROM first");
        assertThat(
                        program.run(
                                "schema",
                                "sync",
                                "--database",
                                "app.db",
                                "--schema",
                                "s.sql",
                                "--prune"))
                .as(program.error())
                .isZero();
    }

    private void database(String... statements) {
        change(statements);
    }

    private void change(String... statements) {
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            for (String sql : statements) {
                if (sql.startsWith("PRAGMA journal")) {
                    database.driver().queryValue(sql);
                } else {
                    database.driver().execute(sql);
                }
            }
        }
    }
}
