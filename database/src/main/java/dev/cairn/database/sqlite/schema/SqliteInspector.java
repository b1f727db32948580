package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the schema of a SQLite database.
 *
 * <p>What the objects are comes from the text of their CREATE statements, because CHECK, COLLATE,
 * ON CONFLICT, generated expressions and more are nowhere else. The PRAGMAs tell tables from
 * virtual and shadow ones, and are the proof of the reading: a table whose columns they describe
 * otherwise than the text was understood becomes an opaque object instead of a wrong one.
 */
public final class SqliteInspector {

    private static final int ATTEMPTS = 20;

    private static final String OBJECTS =
            "SELECT type, name, tbl_name, sql FROM main.sqlite_schema"
                    + " WHERE sql IS NOT NULL ORDER BY rowid";
    private static final String TABLES =
            "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'";
    private static final String COLUMNS =
            "SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value IS NOT NULL, c.pk, c.hidden"
                    + " FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name, 'main') AS c"
                    + " WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, c.cid";

    private final Connection connection;

    private SqliteInspector(Connection connection) {
        this.connection = connection;
    }

    /**
     * Returns the schema of the main database of a connection. SQLite's own tables and Cairn's own
     * are left out.
     *
     * @throws SQLException if the database cannot be read
     * @throws DatabaseException if others change its schema as fast as it is read
     */
    public static Schema inspect(Connection connection) throws SQLException {
        return new SqliteInspector(connection).inspect();
    }

    /** Outside a transaction the queries may see different schemas; then all are asked again. */
    private Schema inspect() throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = schemaVersion();
            SchemaAssembly assembly = read();
            if (schemaVersion() == before) {
                return assembly.schema();
            }
        }
        throw new DatabaseException(
                DatabaseErrorCode.BUSY,
                "cannot read the schema: it changed " + ATTEMPTS + " times while it was read");
    }

    private SchemaAssembly read() throws SQLException {
        return new SchemaAssembly(objects(), tableFacts());
    }

    private long schemaVersion() throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("PRAGMA main.schema_version");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<StoredObject> objects() throws SQLException {
        List<StoredObject> objects = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OBJECTS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                objects.add(
                        new StoredObject(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)));
            }
        }
        return objects;
    }

    private Map<String, TableFacts> tableFacts() throws SQLException {
        Map<String, List<TableFacts.ColumnFacts>> columns = columnFacts();
        Map<String, TableFacts> tables = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(1);
                tables.put(
                        name,
                        new TableFacts(
                                rows.getString(2),
                                rows.getBoolean(3),
                                rows.getBoolean(4),
                                columns.getOrDefault(name, List.of())));
            }
        }
        return tables;
    }

    private Map<String, List<TableFacts.ColumnFacts>> columnFacts() throws SQLException {
        Map<String, List<TableFacts.ColumnFacts>> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(
                                new TableFacts.ColumnFacts(
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getBoolean(4),
                                        rows.getBoolean(5),
                                        rows.getInt(6),
                                        rows.getInt(7)));
            }
        }
        return columns;
    }
}
