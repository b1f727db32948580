package dev.cairn.schema.plan;

import dev.cairn.schema.Identifier;
import java.util.Map;
import java.util.Set;

/**
 * What a plan must know of a database beyond its schema.
 *
 * @param version the version of the engine
 * @param rows the number of rows by {@link Identifier#key} of the table; only tables that a
 *     difference touches need to be there
 * @param broken the names of views and triggers that cannot be used as they are now
 * @param statistics the tables of the query planner's statistics that exist, such as {@code
 *     sqlite_stat1}
 * @param settings what is stored in full-text indexes about themselves: SQL literals by the names
 *     of the settings, by {@link Identifier#key} of the index
 * @param bytes the size of the tables that were counted, by {@link Identifier#key}; a table that is
 *     not there was not measured
 */
public record DatabaseFacts(
        EngineVersion version,
        Map<String, Long> rows,
        Set<String> broken,
        Set<String> statistics,
        Map<String, Map<String, String>> settings,
        Map<String, Long> bytes) {

    /** Makes facts without the sizes of tables. */
    public DatabaseFacts(
            EngineVersion version,
            Map<String, Long> rows,
            Set<String> broken,
            Set<String> statistics,
            Map<String, Map<String, String>> settings) {
        this(version, rows, broken, statistics, settings, Map.of());
    }

    public DatabaseFacts {
        bytes = Map.copyOf(bytes);
        rows = Map.copyOf(rows);
        broken = Set.copyOf(broken);
        statistics = Set.copyOf(statistics);
        settings = Map.copyOf(settings);
    }

    /** Returns the facts of a database without rows. */
    public static DatabaseFacts empty(EngineVersion version) {
        return new DatabaseFacts(version, Map.of(), Set.of(), Set.of(), Map.of());
    }

    /** Returns the number of rows of a table; 0 if it was not counted. */
    public long rowsOf(String table) {
        return rows.getOrDefault(Identifier.key(table), 0L);
    }

    /** Returns the size of a table; 0 if it was not measured. */
    public long bytesOf(String table) {
        return bytes.getOrDefault(Identifier.key(table), 0L);
    }

    /** Returns the stored settings of a full-text index. */
    public Map<String, String> settingsOf(String index) {
        return settings.getOrDefault(Identifier.key(index), Map.of());
    }

    /** Returns whether the view or trigger could not be used before either. */
    public boolean isBroken(String name) {
        return broken.contains(Identifier.key(name));
    }
}
