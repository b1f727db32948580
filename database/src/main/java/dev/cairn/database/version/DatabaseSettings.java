package dev.cairn.database.version;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.engine.Bookkeeping;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.schema.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * Texts kept in the database by key, the schema's version among them. A database that has a table
 * {@code db_settings(key, value, updated_at)} keeps them there; any other gets {@link
 * InternalTables#SETTINGS} when the first is written.
 */
public final class DatabaseSettings {

    /** The key of the schema's version. */
    public static final String SCHEMA_VERSION = "schema_version";

    private static final String DECLARED = "db_settings";
    private static final List<String> COLUMNS = List.of("key", "value", "updated_at");

    private final DatabaseDriver driver;

    private DatabaseSettings(DatabaseDriver driver) {
        this.driver = driver;
    }

    /** Returns the settings of the database that a driver is connected to. */
    public static DatabaseSettings of(DatabaseDriver driver) {
        return new DatabaseSettings(driver);
    }

    /** Returns the text kept under a key. */
    public Optional<String> read(String key) {
        return readFrom(DECLARED, key).or(() -> readFrom(InternalTables.SETTINGS, key));
    }

    private Optional<String> readFrom(String table, String key) {
        if (!isSettings(table)) {
            return Optional.empty();
        }
        return driver.queryValue(
                        "SELECT value FROM " + Identifier.quote(table) + " WHERE key = ?", key)
                .map(Object::toString);
    }

    /**
     * Keeps a text under a key, in the open transaction if there is one. The history does not show
     * it; use {@link dev.cairn.database.audit.AuditTrail#changeSetting} for a change that it must
     * show.
     */
    public void write(String key, String value) {
        Bookkeeping words = Engine.of(driver).bookkeeping();
        String table = DECLARED;
        if (!isSettings(DECLARED)) {
            table = InternalTables.SETTINGS;
            driver.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + table
                            + "(key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, updated_at "
                            + words.realNumber()
                            + " DEFAULT ("
                            + words.now()
                            + "))");
        }
        put(table, key, value, words.now());
    }

    /** Engines disagree on the statement that inserts or updates, so there are two. */
    private void put(String table, String key, String value, String now) {
        driver.inWriteTransaction(() -> {
            String update =
                    "UPDATE %s SET value = ?, updated_at = %s WHERE key = ?".formatted(table, now);
            if (driver.execute(update, value, key).changedRows() == 0) {
                driver.execute("INSERT INTO " + table + "(key, value) VALUES (?, ?)", key, value);
            }
            return true;
        });
    }

    /** Forgets what is kept under a key. */
    public void remove(String key) {
        for (String table : List.of(DECLARED, InternalTables.SETTINGS)) {
            if (isSettings(table)) {
                driver.execute("DELETE FROM " + table + " WHERE key = ?", key);
            }
        }
    }

    /** A table of that name that means something else is left alone. */
    private boolean isSettings(String table) {
        return Engine.of(driver).columns(driver, table).equals(COLUMNS);
    }
}
