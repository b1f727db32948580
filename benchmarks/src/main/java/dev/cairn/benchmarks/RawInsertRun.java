package dev.cairn.benchmarks;

import dev.cairn.index.CodeIndexSchema;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/**
 * Inserts the rows of an index into a new database with nothing but prepared statements: the same
 * tables and indexes, no triggers and no full-text indexes. Reading the rows is part of it.
 */
final class RawInsertRun {

    private static final int ROWS_PER_TRANSACTION = 5000;

    private static final List<String> TABLES =
            List.of(
                    "projects",
                    "datasets",
                    "files",
                    "definitions",
                    "imports",
                    "symbols",
                    "names",
                    "code_content");

    private RawInsertRun() {}

    static double seconds(Path from, Path to) throws SQLException {
        Schema schema = CodeIndexSchema.definition().schema();
        long start = System.nanoTime();
        try (Connection source = open(from);
                Connection target = open(to)) {
            create(schema, target);
            target.setAutoCommit(false);
            for (String name : TABLES) {
                copy(schema.table(name).orElseThrow(), source, target);
            }
            target.commit();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        for (String pragma : List.of("journal_mode=WAL", "synchronous=FULL", "cache_size=-32768")) {
            run(connection, "PRAGMA " + pragma);
        }
        return connection;
    }

    private static void create(Schema schema, Connection target) throws SQLException {
        for (String name : TABLES) {
            run(target, schema.table(name).orElseThrow().sql());
        }
        for (var index : schema.indexes()) {
            if (TABLES.contains(index.table())) {
                run(target, index.sql());
            }
        }
        for (var virtual : schema.virtualTables()) {
            run(target, virtual.sql());
        }
    }

    private static void copy(Table table, Connection source, Connection target)
            throws SQLException {
        int columns = table.columns().size();
        String marks = String.join(", ", Collections.nCopies(columns, "?"));
        try (Statement select = source.createStatement();
                ResultSet rows = select.executeQuery("SELECT * FROM " + table.name());
                PreparedStatement insert =
                        target.prepareStatement(
                                "INSERT INTO " + table.name() + " VALUES (" + marks + ")")) {
            for (int row = 1; rows.next(); row++) {
                for (int column = 1; column <= columns; column++) {
                    insert.setObject(column, rows.getObject(column));
                }
                insert.executeUpdate();
                if (row % ROWS_PER_TRANSACTION == 0) {
                    target.commit();
                }
            }
        }
        target.commit();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
