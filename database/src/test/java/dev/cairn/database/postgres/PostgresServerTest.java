package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The servers of the tests are real ones. */
final class PostgresServerTest {

    @Test
    void eachTestHasADatabaseOfItsOwn() throws SQLException {
        try (PostgresTestDatabase first = PostgresServer.shared().createDatabase();
                PostgresTestDatabase second = PostgresServer.shared().createDatabase()) {
            first.execute("CREATE TABLE t(v int)");
            second.execute("CREATE TABLE t(v text)", "INSERT INTO t VALUES ('x')");

            assertThat(value(second, "SELECT v FROM t")).isEqualTo("x");
            assertThat(value(first, "SELECT count(*) FROM t")).isEqualTo("0");
            assertThat(value(first, "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void aServerCanBeStoppedAndKeepsItsRows() throws SQLException {
        try (PostgresServer server = PostgresServer.start(Map.of("fsync", "on"))) {
            PostgresTestDatabase database = server.createDatabase();
            database.execute("CREATE TABLE t(v int)", "INSERT INTO t VALUES (7)");
            server.restart(Map.of("work_mem", "1MB"));

            assertThat(value(database, "SELECT v FROM t")).isEqualTo("7");
            assertThat(value(database, "SHOW work_mem")).isEqualTo("1MB");
        }
    }

    private static String value(PostgresTestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
