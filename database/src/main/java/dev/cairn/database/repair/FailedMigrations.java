package dev.cairn.database.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.database.engine.Remedy;
import java.util.ArrayList;
import java.util.List;

/** Rows of the history of migrations that tell of a failure. */
final class FailedMigrations {

    private FailedMigrations() {}

    static List<Remedy> remedies(DatabaseDriver driver) {
        if (Engine.of(driver).columns(driver, InternalTables.HISTORY).isEmpty()) {
            return List.of();
        }
        List<Remedy> remedies = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT version, name FROM "
                                + InternalTables.HISTORY
                                + " WHERE success = 0 ORDER BY version")) {
            while (rows.next()) {
                remedies.add(remedy(driver, rows.integer(0), String.valueOf(rows.text(1))));
            }
        }
        return remedies;
    }

    private static Remedy remedy(DatabaseDriver driver, long version, String name) {
        String sql = "DELETE FROM " + InternalTables.HISTORY + " WHERE version = " + version;
        return new Remedy(
                new Finding(
                        Kind.FAILED_MIGRATION,
                        "V%03d__%s".formatted(version, name),
                        "the migration failed and was rolled back; nothing of it is there",
                        true,
                        List.of(sql)),
                () -> driver.execute(sql));
    }
}
