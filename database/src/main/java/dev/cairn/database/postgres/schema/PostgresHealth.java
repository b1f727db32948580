package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The checks of the health of a PostgreSQL database that the catalogs answer. */
public final class PostgresHealth {

    private PostgresHealth() {}

    /** Returns the checks, in the order in which they are run. */
    public static List<HealthCheck> checks(DatabaseDriver driver, boolean quick) {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(
                check(
                        driver,
                        HealthCheck.INTEGRITY,
                        "page checksums",
                        "SELECT checksum_failures || ' pages failed their checksum, the last at '"
                                + " || checksum_last_failure FROM pg_stat_database"
                                + " WHERE datname = current_database() AND checksum_failures > 0"));
        checks.add(
                check(
                        driver,
                        "indexes",
                        "indexes",
                        "SELECT 'index ' || indexrelid::regclass || ' is not valid: a build of it"
                                + " failed; drop it (DROP INDEX CONCURRENTLY) or run a sync'"
                                + " FROM pg_index WHERE NOT indisvalid ORDER BY 1"));
        checks.add(
                check(
                        driver,
                        "constraints",
                        "constraints",
                        "SELECT 'constraint ' || conname || ' of ' || conrelid::regclass || ' was"
                                + " not validated: old rows may break it (ALTER TABLE ' ||"
                                + " conrelid::regclass || ' VALIDATE CONSTRAINT ' ||"
                                + " quote_ident(conname) || ')' FROM pg_constraint WHERE NOT"
                                + " convalidated AND conrelid <> 0 ORDER BY 1"));
        if (!quick) {
            checks.add(
                    check(
                            driver,
                            "online-steps",
                            "unfinished online steps",
                            "SELECT 'constraint ' || conname || ' of ' || conrelid::regclass || '"
                                    + " is left from a change that did not end; run the sync again'"
                                    + " FROM pg_constraint WHERE conname ~ '^_cairn_(nn|old)_' UNION ALL"
                                    + " SELECT 'index ' || oid::regclass || ' is left from a change"
                                    + " that did not end; run the sync again' FROM pg_class WHERE"
                                    + " relkind = 'i' AND relname ~ '^_cairn_old_' ORDER BY"
                                    + " 1"));
        }
        return checks;
    }

    private static HealthCheck check(
            DatabaseDriver driver, String name, String subject, String sql) {
        return new HealthCheck(
                name,
                () -> {
                    List<String> faults = new ArrayList<>();
                    try (Rows rows = driver.query(sql)) {
                        while (rows.next()) {
                            faults.add(Objects.requireNonNullElse(rows.text(0), ""));
                        }
                    }
                    return new HealthCheck.Result(subject, faults);
                });
    }
}
