package dev.cairn.database.postgres.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose own rows are copied; those of a partitioned table are in its partitions.
 *
 * @param name the qualified name, quoted
 * @param shown the name for people, without the schema {@code public}
 * @param columns the columns that hold values of their own, quoted, with commas between
 */
record CopiedTable(String name, String shown, String columns) {

    private static final String ALL =
            "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), CASE WHEN n.nspname ="
                    + " 'public' THEN '' ELSE n.nspname || '.' END || c.relname, coalesce((SELECT"
                    + " string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute"
                    + " a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND"
                    + " a.attgenerated = ''), '') FROM pg_class c JOIN pg_namespace n ON n.oid ="
                    + " c.relnamespace WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND"
                    + " n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS"
                    + " (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid ="
                    + " c.oid AND d.deptype = 'e') ORDER BY 1";

    /** Returns all of a database. */
    static List<CopiedTable> all(Connection connection) throws SQLException {
        List<CopiedTable> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                tables.add(
                        new CopiedTable(
                                rows.getString(1),
                                rows.getString(2).replaceAll("\\p{Cntrl}", "?"),
                                rows.getString(3)));
            }
        }
        return tables;
    }

    String out() {
        return "COPY " + name + " (" + columns + ") TO STDOUT";
    }

    String in() {
        return "COPY " + name + " (" + columns + ") FROM STDIN";
    }
}
