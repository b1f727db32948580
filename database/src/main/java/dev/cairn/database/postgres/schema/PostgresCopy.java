package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.schema.postgres.PostgresDialect;

/** Makes the objects of one database in another, without rows. */
public final class PostgresCopy {

    private PostgresCopy() {}

    /** Makes them, each in a transaction of its own, so that no bound on locks is in the way. */
    public static void make(DatabaseDriver from, DatabaseDriver to) {
        PostgresDialect.INSTANCE.script(from.inspectSchema()).forEach(to::execute);
    }
}
