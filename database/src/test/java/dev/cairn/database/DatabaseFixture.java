package dev.cairn.database;

import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database file that a test owns, and the rows in it as texts. */
public final class DatabaseFixture implements AutoCloseable {

    private final DatabaseOwnership ownership;
    private final DatabaseDriver driver;

    /** Creates or opens the file {@code test.db} in a folder. */
    public DatabaseFixture(Path root) {
        this.ownership = DatabaseOwnership.acquire(root.resolve("test.db"), "test");
        this.driver = openDriver();
    }

    /** Opens one more conversation, which does not wait long for a lock. */
    public DatabaseDriver openDriver() {
        return new SqliteDriver(
                ownership, SqliteSettings.standard().withBusyTimeout(Duration.ofMillis(100)));
    }

    /** Returns the conversation. */
    public DatabaseDriver driver() {
        return driver;
    }

    /** Runs all statements of a script, each by itself. */
    public void run(String script) {
        SqlScript.split(script).forEach(statement -> driver.execute(statement.text()));
    }

    /** Returns the rows of a query, each as its values with a bar between. */
    public List<String> rows(String sql) {
        List<String> found = new ArrayList<>();
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < rows.columns().size(); i++) {
                    values.add(String.valueOf(rows.value(i)));
                }
                found.add(String.join("|", values));
            }
        }
        return found;
    }

    /** Returns the names of all objects but SQLite's and Cairn's own. */
    public List<String> objects() {
        return rows(
                "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
                        + " AND tbl_name NOT LIKE '!_cairn!_%' ESCAPE '!' ORDER BY name");
    }

    @Override
    public void close() {
        driver.close();
        ownership.close();
    }
}
