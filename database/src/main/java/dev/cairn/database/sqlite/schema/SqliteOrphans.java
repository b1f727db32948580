package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.ForeignKeyOrphans;
import dev.cairn.database.engine.ForeignKeyOrphans.Reference;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds rows whose foreign key refers to nothing, as {@code PRAGMA foreign_key_check} does. */
public final class SqliteOrphans {

    private SqliteOrphans() {}

    /** Checks all tables that have foreign keys. */
    public static ForeignKeyOrphans find(DatabaseDriver driver) {
        return find(driver, tablesWithForeignKeys(driver));
    }

    /** Checks these tables. */
    public static ForeignKeyOrphans find(DatabaseDriver driver, Collection<String> tables) {
        ForeignKeyOrphans orphans = new ForeignKeyOrphans("rowid");
        for (String table : tables) {
            try (Rows rows =
                    driver.query(
                            "PRAGMA main.foreign_key_check(" + Identifier.quote(table) + ")")) {
                while (rows.next()) {
                    orphans.add(new Reference(table, String.valueOf(rows.text(2))), rowId(rows));
                }
            } catch (DatabaseException e) {
                if (!e.code().isAnswer()) {
                    throw e;
                }
                // SQLite cannot check a key whose parent columns are not unique.
                orphans.addUnchecked(table, String.valueOf(e.getMessage()));
            }
        }
        return orphans;
    }

    /** A row of a table WITHOUT ROWID has none. */
    private static List<Object> rowId(Rows rows) {
        return rows.value(1) instanceof Long rowId ? List.of(rowId) : List.of();
    }

    private static List<String> tablesWithForeignKeys(DatabaseDriver driver) {
        List<String> tables = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                                + " AND sql LIKE '%REFERENCES%'")) {
            while (rows.next()) {
                tables.add(String.valueOf(rows.text(0)));
            }
        }
        return tables;
    }
}
