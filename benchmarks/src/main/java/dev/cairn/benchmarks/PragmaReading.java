package dev.cairn.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What SQLite's PRAGMAs say of a schema, read the two ways in which programs do it. */
final class PragmaReading {

    private final Connection connection;

    PragmaReading(Connection connection) {
        this.connection = connection;
    }

    /** Asks for each table in turn, as most tools do; returns the number of rows. */
    int readOneByOne() throws SQLException {
        int rows = 0;
        for (String table : names("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            rows += read("PRAGMA table_xinfo(\"" + table + "\")");
            rows += read("PRAGMA foreign_key_list(\"" + table + "\")");
            for (String index : names("SELECT name FROM pragma_index_list('" + table + "')")) {
                rows += read("PRAGMA index_xinfo(\"" + index + "\")");
            }
        }
        return rows;
    }

    /** Asks for all tables at once; returns the number of rows. */
    int readJoined() throws SQLException {
        String tables = "SELECT * FROM sqlite_schema AS t JOIN ";
        return read("PRAGMA table_list")
                + read(tables + "pragma_table_xinfo(t.name) WHERE t.type = 'table'")
                + read(tables + "pragma_foreign_key_list(t.name) WHERE t.type = 'table'")
                + read(
                        tables
                                + "pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name)"
                                + " WHERE t.type = 'table'");
    }

    private List<String> names(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private int read(String sql) throws SQLException {
        int count = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getString(i);
                }
                count++;
            }
        }
        return count;
    }
}
