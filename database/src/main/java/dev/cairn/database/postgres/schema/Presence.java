package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The catalogs that have objects of users, such as {@code pg_policy}; for the catalogs of several
 * kinds with the kind, such as {@code pg_class v}; and the rarer columns, such as {@code relacl}.
 * To plan a query of a catalog takes the server longer than to run it, so only those parts of
 * queries are sent of which something can come.
 */
final class Presence {

    /**
     * An object with a lower id came with the server. An object in a schema, or on a table, is in
     * the record of dependencies; the other catalogs are asked themselves.
     */
    private static final String SQL =
            """
            SELECT DISTINCT classid::regclass::text FROM pg_depend WHERE objid >= 16384
            UNION ALL SELECT DISTINCT unnest(ARRAY['pg_class ' || relkind::text,
                CASE WHEN relacl IS NOT NULL THEN 'relacl' END,
                CASE WHEN reloptions IS NOT NULL THEN 'reloptions' END,
                CASE WHEN relkind IN ('r', 'p', 'm') AND relam NOT IN (0, 2) THEN 'relam' END,
                CASE WHEN relreplident = 'i' THEN 'relreplident' END,
                CASE WHEN reloftype <> 0 THEN 'reloftype' END,
                CASE WHEN reltablespace <> 0 THEN 'reltablespace' END])
              FROM pg_class WHERE oid >= 16384
            UNION ALL SELECT DISTINCT unnest(ARRAY[CASE WHEN attacl IS NOT NULL THEN 'attacl' END,
                CASE WHEN attoptions IS NOT NULL THEN 'attoptions' END])
              FROM pg_attribute WHERE attrelid >= 16384 AND (attacl IS NOT NULL OR attoptions IS NOT NULL)
            UNION ALL SELECT DISTINCT 'indisclustered' FROM pg_index WHERE indisclustered AND indexrelid >= 16384
            UNION ALL SELECT DISTINCT 'pg_inherits' FROM pg_inherits
            UNION ALL SELECT DISTINCT 'pg_description' FROM pg_description WHERE objoid >= 16384
            UNION ALL SELECT DISTINCT 'pg_type ' || typtype::text FROM pg_type WHERE oid >= 16384 AND typelem = 0
            UNION ALL SELECT DISTINCT 'pg_constraint ' || contype::text FROM pg_constraint WHERE oid >= 16384
            UNION ALL SELECT DISTINCT 'pg_proc ' || prokind::text FROM pg_proc WHERE oid >= 16384
            UNION ALL SELECT 'pg_cast' FROM pg_cast WHERE oid >= 16384
            UNION ALL SELECT 'pg_foreign_data_wrapper' FROM pg_foreign_data_wrapper WHERE oid >= 16384
            UNION ALL SELECT 'pg_publication' FROM pg_publication WHERE oid >= 16384
            UNION ALL SELECT 'pg_language' FROM pg_language WHERE oid >= 16384
            UNION ALL SELECT 'pg_am' FROM pg_am WHERE oid >= 16384
            UNION ALL SELECT 'pg_transform' FROM pg_transform WHERE oid >= 16384
            UNION ALL SELECT 'pg_default_acl' FROM pg_default_acl WHERE oid >= 16384
            UNION ALL SELECT 'pg_event_trigger' FROM pg_event_trigger WHERE oid >= 16384
            """;

    /** Everything, so that queries are whole. */
    static final Presence ALL = new Presence(Set.of(), true);

    private final Set<String> sources;
    private final boolean all;

    private Presence(Set<String> sources, boolean all) {
        this.sources = sources;
        this.all = all;
    }

    /** Reads it, while no schema is on the search path. */
    static Presence of(DatabaseDriver driver) {
        Set<String> sources = new HashSet<>();
        try (Rows rows = driver.query(SQL)) {
            while (rows.next()) {
                sources.add(String.valueOf(rows.text(0)));
            }
        }
        return new Presence(sources, false);
    }

    boolean has(String source) {
        return all || sources.contains(source);
    }

    /** Returns the columns of a query that only something of a source can fill, or nothing. */
    String columns(String source, String columns) {
        return has(source) ? columns : "";
    }

    /** Returns whether one of some has objects, or some are in every database. */
    boolean hasAny(List<String> some) {
        return some.isEmpty() || some.stream().anyMatch(this::has);
    }
}
