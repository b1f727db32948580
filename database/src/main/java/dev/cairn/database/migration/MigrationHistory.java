package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The record of the migrations that were run: a table in the database, committed together with
 * their changes. It is not STRICT, because an old SQLite could not open the database then.
 */
final class MigrationHistory {

    private static final String TABLE = Identifier.quote(InternalTables.HISTORY);

    private final DatabaseDriver driver;

    MigrationHistory(DatabaseDriver driver) {
        this.driver = driver;
    }

    /** Returns whether anything was ever recorded. */
    boolean exists() {
        return Engine.of(driver).hasTable(driver, InternalTables.HISTORY);
    }

    /** Returns all rows by version; none if nothing was ever recorded. */
    List<HistoryRow> rows() {
        if (!exists()) {
            return List.of();
        }
        List<HistoryRow> found = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT version, name, description, checksum, executed_at,"
                                + " execution_time, success, baseline FROM "
                                + TABLE
                                + " ORDER BY version")) {
            while (rows.next()) {
                found.add(
                        new HistoryRow(
                                rows.integer(0),
                                text(rows, 1),
                                text(rows, 2),
                                text(rows, 3),
                                text(rows, 4),
                                rows.integer(5),
                                rows.integer(6) != 0,
                                rows.integer(7) != 0));
            }
        }
        return found;
    }

    private static String text(Rows rows, int column) {
        return Objects.requireNonNullElse(rows.text(column), "");
    }

    /** Creates the table unless it is there. */
    void create() {
        String number = Engine.of(driver).bookkeeping().wholeNumber();
        driver.execute(
                "CREATE TABLE IF NOT EXISTS "
                        + TABLE
                        + " (\n"
                        + "    version "
                        + number
                        + " NOT NULL PRIMARY KEY,\n"
                        + "    name TEXT NOT NULL,\n"
                        + "    description TEXT NOT NULL,\n"
                        + "    checksum TEXT NOT NULL,\n"
                        + "    executed_at TEXT NOT NULL,\n"
                        + "    execution_time INTEGER NOT NULL, -- milliseconds\n"
                        + "    success INTEGER NOT NULL CHECK (success IN (0, 1)),\n"
                        + "    baseline INTEGER NOT NULL DEFAULT 0 CHECK (baseline IN (0, 1))\n"
                        + ")");
    }

    /** Records a run, in place of an earlier one of the same version. */
    void put(HistoryRow row) {
        driver.execute(
                "INSERT INTO "
                        + TABLE
                        + "(version, name, description, checksum, executed_at, execution_time,"
                        + " success, baseline) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT"
                        + " (version) DO UPDATE SET name = excluded.name, description ="
                        + " excluded.description, checksum = excluded.checksum, executed_at ="
                        + " excluded.executed_at, execution_time = excluded.execution_time, success"
                        + " = excluded.success, baseline = excluded.baseline",
                row.version(),
                row.name(),
                row.description(),
                row.checksum(),
                row.executedAt(),
                row.executionMillis(),
                row.success() ? 1 : 0,
                row.baseline() ? 1 : 0);
    }

    /** Forgets a run. */
    void remove(long version) {
        driver.execute("DELETE FROM " + TABLE + " WHERE version = ?", version);
    }

    /** Takes another text for the one that was run. */
    void updateChecksum(long version, String checksum) {
        driver.execute(
                "UPDATE " + TABLE + " SET checksum = ? WHERE version = ?", checksum, version);
    }
}
