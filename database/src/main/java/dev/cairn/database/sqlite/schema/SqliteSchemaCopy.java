package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the objects of a database in another one, without their rows. Views, triggers and virtual
 * tables that cannot be used are taken as they stand in {@code sqlite_schema}.
 */
public final class SqliteSchemaCopy {

    private final DatabaseDriver from;
    private final DatabaseDriver to;

    /** Makes a copy of one database in another. */
    public SqliteSchemaCopy(DatabaseDriver from, DatabaseDriver to) {
        this.from = from;
        this.to = to;
    }

    private record Stored(String type, String name, String table, boolean virtual, String sql) {

        private boolean isTable() {
            return type.equals("table");
        }

        private boolean belongsToSqlite() {
            return name.startsWith("sqlite_");
        }
    }

    /**
     * Makes the copy.
     *
     * @throws DatabaseException if SQLite cannot create one of its tables or indexes again, for
     *     example because it uses a function or a collation of a program
     */
    public void make() {
        List<Stored> objects = objects();
        // Permits the names that are SQLite's own, and rows of sqlite_schema.
        to.execute("PRAGMA writable_schema = ON");
        to.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    makeTables(objects);
                    objects.stream()
                            .filter(object -> object.type().equals("index"))
                            .forEach(object -> to.execute(object.sql()));
                    objects.stream()
                            .filter(object ->
                                    object.type().equals("view") || object.type().equals("trigger"))
                            .forEach(this::takeAsItStands);
                    return true;
                });
        to.execute("PRAGMA writable_schema = RESET");
    }

    /** Virtual tables make their shadow tables, and AUTOINCREMENT makes sqlite_sequence. */
    private void makeTables(List<Stored> objects) {
        objects.stream().filter(Stored::virtual).forEach(this::makeVirtual);
        Set<String> made = names();
        for (boolean own : List.of(false, true)) {
            for (Stored object : objects) {
                boolean wanted = object.isTable() && object.belongsToSqlite() == own;
                if (wanted && !object.virtual() && !made.contains(object.name())) {
                    to.execute(object.sql());
                }
            }
            made = names();
        }
    }

    private void makeVirtual(Stored table) {
        try {
            to.execute(table.sql());
        } catch (DatabaseException e) {
            if (!e.code().isAnswer()) {
                throw e;
            }
            takeAsItStands(table);
        }
    }

    private void takeAsItStands(Stored object) {
        to.execute(
                "INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql)"
                        + " VALUES (?, ?, ?, 0, ?)",
                object.type(),
                object.name(),
                object.table(),
                object.sql());
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        try (Rows rows = to.query("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return names;
    }

    private List<Stored> objects() {
        List<Stored> objects = new ArrayList<>();
        try (Rows rows =
                from.query(
                        "SELECT type, name, tbl_name, type = 'table' AND rootpage = 0, sql"
                                + " FROM main.sqlite_schema WHERE sql IS NOT NULL"
                                + " ORDER BY rowid")) {
            while (rows.next()) {
                objects.add(
                        new Stored(
                                String.valueOf(rows.text(0)),
                                String.valueOf(rows.text(1)),
                                String.valueOf(rows.text(2)),
                                rows.integer(3) != 0,
                                String.valueOf(rows.text(4))));
            }
        }
        return objects;
    }
}
