package dev.cairn.database.postgres.schema;

import dev.cairn.database.engine.Bookkeeping;
import java.util.List;

/** How Cairn's own tables are written in PostgreSQL. */
public final class PostgresBookkeeping implements Bookkeeping {

    /** The one instance; it has no state. */
    public static final PostgresBookkeeping INSTANCE = new PostgresBookkeeping();

    private PostgresBookkeeping() {}

    @Override
    public String now() {
        return "(extract(epoch FROM clock_timestamp())::double precision)";
    }

    @Override
    public List<String> appendOnly(String table) {
        return List.of(
                "CREATE OR REPLACE FUNCTION "
                        + PostgresInspector.APPEND_ONLY
                        + "() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the"
                        + " audit trail is only appended to''; END'",
                "CREATE TRIGGER "
                        + table
                        + "_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "
                        + table
                        + " FOR EACH STATEMENT EXECUTE FUNCTION "
                        + PostgresInspector.APPEND_ONLY
                        + "()");
    }
}
