package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.sqlite.schema.SqliteInspector;
import dev.cairn.schema.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large definitions are read as SQLite reads them, in a time that grows with their length. */
class SqliteScratchTest {

    /** Without the rows of the schema aside, this takes minutes. */
    @Test
    @Timeout(60)
    void twelveThousandObjectsAreReadInSeconds() {
        try (SqliteScratch scratch = SqliteScratch.open()) {
            for (int i = 0; i < 6_000; i++) {
                scratch.execute("-- the table " + i + "\nCREATE TABLE t" + i + "(id INTEGER, v)");
                scratch.execute("CREATE INDEX i" + i + " ON t" + i + "(v)");
            }
            assertThat(scratch.inspect().tables()).hasSize(6_000);
            assertThat(scratch.inspect().indexes()).hasSize(6_000);
        }
    }

    @Test
    void theSchemaIsTheSameAsInADatabaseThatWasMadeWithoutTheScratch() throws SQLException {
        List<String> statements = statements(new Random(17));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement plain = connection.createStatement();
                SqliteScratch scratch = SqliteScratch.open()) {
            for (String sql : statements) {
                plain.execute(sql);
                scratch.execute(sql);
            }
            Schema expected = SqliteInspector.inspect(connection);
            assertThat(scratch.inspect()).isEqualTo(expected);
            scratch.execute("CREATE TABLE last(id INTEGER PRIMARY KEY)");
            plain.execute("CREATE TABLE last(id INTEGER PRIMARY KEY)");
            assertThat(scratch.inspect()).isEqualTo(SqliteInspector.inspect(connection));
        }
    }

    /** Tables, indexes, views, triggers and full-text tables, in an order that is always valid. */
    private static List<String> statements(Random random) {
        List<String> all = new ArrayList<>(List.of("CREATE TABLE t0(id INTEGER PRIMARY KEY, v)"));
        for (int i = 1; i < 900; i++) {
            String old = "t" + random.nextInt(i);
            all.add(
                    "CREATE TABLE t%d(id INTEGER PRIMARY KEY %s, v UNIQUE REFERENCES %s(id))"
                            .formatted(i, random.nextBoolean() ? "AUTOINCREMENT" : "", old));
            switch (random.nextInt(60)) {
                case 0 -> all.add("CREATE VIRTUAL TABLE f%d USING fts5(x)".formatted(i));
                case 1, 2, 3 -> all.add("CREATE VIEW v%d AS SELECT v FROM %s".formatted(i, old));
                case 4, 5 ->
                        all.add(
                                "CREATE TRIGGER r%d AFTER INSERT ON %s BEGIN DELETE FROM t0; END"
                                        .formatted(i, old));
                case 6 -> all.add("ALTER TABLE %s ADD COLUMN c%d".formatted(old, i));
                case 7 -> all.add("CREATE TABLE IF NOT EXISTS %s(other)".formatted(old));
                default ->
                        all.add(
                                "/* an index */ CREATE UNIQUE INDEX i%d ON %s(v, id)"
                                        .formatted(i, old));
            }
        }
        return all;
    }

    @Test
    void anErrorBehindManyObjectsIsThatOfSqliteAndTheRestGoesOn() {
        try (SqliteScratch scratch = SqliteScratch.open()) {
            for (int i = 0; i < 450; i++) {
                scratch.execute("CREATE TABLE t" + i + "(id)");
            }
            assertThatThrownBy(() -> scratch.execute("CREATE TABLE t7(id)"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("table t7 already exists");
            assertThatThrownBy(() -> scratch.execute("CREATE INDEX i ON t8(nosuch)"))
                    .hasMessageContaining("nosuch");
            assertThatThrownBy(() -> scratch.execute("CREATE TABLE sqlite_x(id)"))
                    .hasMessageContaining("reserved");
            scratch.execute("CREATE INDEX i ON t8(id)");
            assertThat(scratch.inspect().tables()).hasSize(450);
            assertThat(scratch.inspect().indexes()).hasSize(1);
        }
    }
}
