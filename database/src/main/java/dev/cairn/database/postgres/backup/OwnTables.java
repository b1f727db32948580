package dev.cairn.database.postgres.backup;

import dev.cairn.database.engine.InternalTables;
import dev.cairn.database.postgres.schema.PostgresInspector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tables that Cairn keeps in a database for itself, which an inspection leaves out. */
final class OwnTables {

    private static final String NAMES =
            InternalTables.NAMES.stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(", ", "(", ")"));

    private static final String THEIRS =
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND"
                    + " c.relname IN "
                    + NAMES;

    private static final String CREATE =
            "SELECT format('CREATE TABLE %I.%I (%s)', n.nspname, c.relname, (SELECT"
                    + " string_agg(part, ', ' ORDER BY place) FROM (SELECT format('%I %s%s%s',"
                    + " a.attname, format_type(a.atttypid, a.atttypmod), ' DEFAULT ' ||"
                    + " pg_get_expr(d.adbin, d.adrelid), CASE WHEN a.attnotnull THEN ' NOT NULL'"
                    + " END) AS part, a.attnum::int AS place FROM pg_attribute a LEFT JOIN"
                    + " pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE"
                    + " a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped UNION ALL SELECT"
                    + " format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), 10000"
                    + " FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u',"
                    + " 'c')) AS parts)) "
                    + THEIRS
                    + " ORDER BY c.relname";

    private static final String PROTECT =
            "SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.proname = '"
                    + PostgresInspector.APPEND_ONLY
                    + "' UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c"
                    + " ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relname IN "
                    + NAMES;

    private OwnTables() {}

    /** Returns the statements that make the tables. */
    static List<String> create(Connection connection) throws SQLException {
        return texts(connection, CREATE);
    }

    /** Returns the statements after which the trail can only be added to. */
    static List<String> protect(Connection connection) throws SQLException {
        return texts(connection, PROTECT);
    }

    /** Returns the recorded version of the schema; empty if there is none. */
    static String schemaVersion(Connection connection) throws SQLException {
        List<String> tables =
                texts(
                        connection,
                        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN"
                                + " pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'"
                                + " AND c.relname IN ('db_settings', '"
                                + InternalTables.SETTINGS
                                + "') AND (SELECT count(*) FROM pg_attribute a WHERE a.attrelid ="
                                + " c.oid AND a.attname IN ('key', 'value')) = 2 ORDER BY 1");
        for (String table : tables) {
            List<String> found =
                    texts(
                            connection,
                            "SELECT value FROM %s WHERE key = 'schema_version' LIMIT 1"
                                    .formatted(table));
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return "";
    }

    static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
