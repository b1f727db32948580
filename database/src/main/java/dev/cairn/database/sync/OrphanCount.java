package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.ForeignKeyOrphans;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How many rows refer to rows that do not exist, by child and parent table. What was there before a
 * plan is none of its business; what is there afterwards in addition forbids it.
 *
 * @param counts the number of such rows by {@code child -> parent}
 * @param mismatches why keys cannot be checked at all, by child table
 */
record OrphanCount(Map<String, Long> counts, Map<String, String> mismatches) {

    /** What no table that a plan touches can have. */
    static final OrphanCount NONE = new OrphanCount(Map.of(), Map.of());

    OrphanCount {
        counts = Map.copyOf(counts);
        mismatches = Map.copyOf(mismatches);
    }

    /**
     * Counts in the tables that are touched or refer to one that is.
     *
     * @param touched the keys of tables' names
     * @param newName gives the name that a table will have, by its key
     */
    static OrphanCount of(
            DatabaseDriver driver,
            Schema schema,
            Set<String> touched,
            UnaryOperator<String> newName) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, String> mismatches = new HashMap<>();
        List<String> tables =
                schema.tables().stream()
                        .filter(table -> isConcerned(table, touched))
                        .map(Table::name)
                        .toList();
        ForeignKeyOrphans orphans = Engine.of(driver).orphans(driver, tables);
        orphans.counts()
                .forEach((reference, count) ->
                        counts.merge(
                                newName.apply(Identifier.key(reference.child()))
                                        + " -> "
                                        + newName.apply(Identifier.key(reference.parent())),
                                count,
                                Long::sum));
        orphans.unchecked()
                .forEach((child, reason) ->
                        mismatches.put(newName.apply(Identifier.key(child)), reason));
        return new OrphanCount(counts, mismatches);
    }

    private static boolean isConcerned(Table table, Set<String> touched) {
        boolean own = touched.contains(Identifier.key(table.name()));
        return !table.foreignKeys().isEmpty()
                && (own
                        || table.foreignKeys().stream()
                                .anyMatch(key ->
                                        touched.contains(Identifier.key(key.referencedTable()))));
    }

    /** Returns what is worse here than it was before, one line each. */
    List<String> worseThan(OrphanCount before) {
        List<String> worse = new ArrayList<>();
        counts.forEach((pair, count) -> {
            long earlier = before.counts().getOrDefault(pair, 0L);
            if (count > earlier && !before.mismatches().containsKey(childOf(pair))) {
                worse.add(count - earlier + " rows would refer to nothing: " + pair);
            }
        });
        mismatches.forEach((child, problem) -> {
            if (!before.mismatches().containsKey(child)) {
                worse.add("a foreign key of '" + child + "' cannot be used: " + problem);
            }
        });
        return worse;
    }

    private static String childOf(String pair) {
        return pair.substring(0, pair.indexOf(" -> "));
    }

    /** Returns what is wrong, one line each, for people. */
    List<String> warnings() {
        return counts.entrySet().stream()
                .map(entry ->
                        entry.getValue() + " rows already referred to nothing: " + entry.getKey())
                .sorted()
                .toList();
    }
}
