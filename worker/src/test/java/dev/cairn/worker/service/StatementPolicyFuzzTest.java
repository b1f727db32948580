package dev.cairn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.worker.service.CheckedStatement.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the policy lets through is run by a SQLite without any of the other walls, on generated
 * statements: it does nothing that the policy did not say.
 */
final class StatementPolicyFuzzTest {

    private static final int STATEMENTS = Rounds.of(5_000, 20_000, 400_000);

    private static final List<String> SPACES =
            List.of(
                    " ", "\t", "\n", "\f", "\r", " \u000b", "\uFEFF", " \uFEFF", "\u00A0", "\u200B",
                    "\u2028", "\u3000", "\u000b", "\u001f", "/**/", "/* x", "-- x\n", "--", "", "'",
                    "\"", "`", "[", "$a(')", "$a(\")", "?1", ";", "(", ")", "\0");

    private static final String SETTINGS =
            Stream.of(
                            "foreign_keys",
                            "ignore_check_constraints",
                            "writable_schema",
                            "trusted_schema",
                            "recursive_triggers",
                            "synchronous",
                            "journal_mode",
                            "locking_mode",
                            "query_only",
                            "cell_size_check",
                            "defer_foreign_keys",
                            "reverse_unordered_selects",
                            "secure_delete",
                            "temp_store",
                            "cache_size",
                            "busy_timeout",
                            "max_page_count",
                            "soft_heap_limit",
                            "auto_vacuum",
                            "encoding")
                    .map("(SELECT * FROM pragma_%s)"::formatted)
                    .reduce("SELECT 1", (all, one) -> all + "," + one);

    @TempDir private Path folder;

    private final StatementPolicy policy = new StatementPolicy(100_000);
    private final Map<Kind, Integer> accepted = new EnumMap<>(Kind.class);

    private List<List<String>> templates() {
        String file = "'" + folder.resolve("out.db") + "'";
        return Stream.of(
                        "CREATE TEMP TABLE t ( a )",
                        "CREATE TEMPORARY VIEW t AS SELECT 1",
                        "CREATE TABLE temp . t ( a )",
                        "CREATE TABLE n ( a )",
                        "CREATE INDEX i ON t ( a )",
                        "VACUUM INTO " + file,
                        "VACUUM main INTO " + file,
                        "VACUUM",
                        "ATTACH " + file + " AS o",
                        "ATTACH DATABASE " + file + " AS o",
                        "EXPLAIN PRAGMA foreign_keys = OFF",
                        "EXPLAIN QUERY PLAN PRAGMA writable_schema = 1",
                        "EXPLAIN VACUUM INTO " + file,
                        "PRAGMA foreign_keys",
                        "PRAGMA synchronous = 0",
                        "PRAGMA main . writable_schema ( 1 )",
                        "PRAGMA ignore_check_constraints = 1",
                        "PRAGMA user_version = 7",
                        "PRAGMA table_info ( t )",
                        "SELECT a FROM t",
                        "SELECT $b(') , a FROM t",
                        "WITH w AS ( SELECT 1 ) INSERT INTO t SELECT 1",
                        "WITH w AS ( SELECT $a(') ) DELETE FROM t",
                        "WITH w AS ( SELECT 1 ) SELECT * FROM w",
                        "INSERT INTO t VALUES ( 1 )",
                        "UPDATE t SET a = 2",
                        "DELETE FROM t",
                        "DROP TABLE t",
                        "ALTER TABLE t ADD COLUMN b",
                        "ANALYZE",
                        "REINDEX",
                        "EXPLAIN SELECT 1",
                        "EXPLAIN INSERT INTO t VALUES ( 1 )")
                .map(text -> List.of(text.split(" ")))
                .toList();
    }

    @Test
    void anAcceptedStatementDoesOnlyWhatThePolicySays() throws Exception {
        Random random = new Random(20_260_729);
        List<List<String>> templates = templates();
        Connection connection = open();
        List<String> settings = row(connection, SETTINGS);
        for (int i = 0; i < STATEMENTS; i++) {
            String sql = statement(templates.get(random.nextInt(templates.size())), random);
            CheckedStatement checked = check(sql);
            if (checked == null) {
                continue;
            }
            accepted.merge(checked.kind(), 1, Integer::sum);
            List<String> before = contents(connection);
            boolean ran = run(connection, checked.sql());
            assertThat(row(connection, SETTINGS)).as(sql).isEqualTo(settings);
            assertThat(row(connection, "SELECT count(*) FROM pragma_database_list WHERE seq > 1"))
                    .as(sql)
                    .containsExactly("0");
            assertThat(files()).as(sql).isEmpty();
            if (checked.kind() == Kind.READ) {
                assertThat(contents(connection)).as(sql).isEqualTo(before);
            }
            if (!checked.temporary()) {
                assertThat(row(connection, "SELECT count(*) FROM temp.sqlite_schema"))
                        .as(sql)
                        .containsExactly("0");
            }
            if (ran && checked.kind() != Kind.READ) {
                connection.close();
                connection = open();
            }
        }
        connection.close();
        assertThat(accepted.values()).as(accepted.toString()).allMatch(count -> count > 20);
        assertThat(accepted).hasSize(Kind.values().length);
    }

    private static Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        run(connection, "CREATE TABLE t(a)");
        run(connection, "INSERT INTO t VALUES (1)");
        return connection;
    }

    private @Nullable CheckedStatement check(String sql) {
        try {
            return policy.check(sql);
        } catch (DatabaseException _) {
            return null;
        }
    }

    private static String statement(List<String> words, Random random) {
        StringBuilder sql = new StringBuilder();
        boolean plain = random.nextInt(4) == 0;
        for (String word : words) {
            boolean odd = !plain && random.nextInt(3) == 0;
            sql.append(odd ? SPACES.get(random.nextInt(SPACES.size())) : " ");
            if (odd && random.nextBoolean()) {
                sql.append(SPACES.get(random.nextInt(SPACES.size())));
            }
            sql.append(respelled(word, random));
        }
        if (random.nextInt(5) == 0) {
            sql.append(SPACES.get(random.nextInt(SPACES.size()))).append("' ) --");
        }
        return sql.toString();
    }

    private static String respelled(String word, Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> word.toLowerCase(Locale.ROOT);
            case 1 -> word.replace('S', 'ſ').replace('K', '\u212A').replace('I', 'ı');
            case 2 -> "\"" + word + "\"";
            case 3 -> word + "\uFEFF";
            default -> word;
        };
    }

    private static boolean run(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        // All of it is carried out.
                    }
                }
            }
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private static List<String> contents(Connection connection) throws SQLException {
        return row(
                connection,
                "SELECT total_changes(), (SELECT * FROM pragma_schema_version),"
                        + " (SELECT * FROM pragma_user_version),"
                        + " (SELECT group_concat(sql) FROM sqlite_schema)");
    }

    private static List<String> row(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                values.add(String.valueOf(rows.getString(column)));
            }
            return values;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
