package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.ArrayList;
import java.util.List;

/** What a SQLite database says of its tables. */
public final class SqliteCatalog {

    private SqliteCatalog() {}

    /** Returns the columns of a table in order; none if there is no such table. */
    public static List<String> columns(DatabaseDriver driver, String table) {
        return names(driver, "SELECT name FROM pragma_table_info(?) ORDER BY cid", table);
    }

    /** Returns the tables that may have rows, virtual ones among them, shadow tables not. */
    public static List<String> tables(DatabaseDriver driver) {
        return names(
                driver,
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type"
                        + " IN ('table', 'virtual') AND name <> 'sqlite_schema'");
    }

    private static List<String> names(DatabaseDriver driver, String sql, String... parameters) {
        List<String> names = new ArrayList<>();
        try (Rows rows = driver.query(sql, (Object[]) parameters)) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return List.copyOf(names);
    }
}
