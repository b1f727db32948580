package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.schema.Schema;
import dev.cairn.schema.postgres.PostgresDialect;

/** Makes the objects of a schema in another database, without rows. */
public final class PostgresCopy {

    private PostgresCopy() {}

    /** Makes them, each in a transaction of its own, so that no bound on locks is in the way. */
    public static void make(Schema schema, DatabaseDriver to) {
        PostgresDialect.INSTANCE.script(schema).forEach(to::execute);
    }
}
