package dev.cairn.database.sync;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
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
 * @param mismatches what SQLite says of keys that it cannot check at all, by child table
 */
record OrphanCount(Map<String, Long> counts, Map<String, String> mismatches) {

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
        for (Table table : schema.tables()) {
            if (isConcerned(table, touched)) {
                count(driver, table, newName, counts, mismatches);
            }
        }
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

    private static void count(
            DatabaseDriver driver,
            Table table,
            UnaryOperator<String> newName,
            Map<String, Long> counts,
            Map<String, String> mismatches) {
        String child = newName.apply(Identifier.key(table.name()));
        try (Rows rows = driver.query("PRAGMA foreign_key_check(" + quote(table.name()) + ")")) {
            while (rows.next()) {
                String parent = newName.apply(Identifier.key(String.valueOf(rows.text(2))));
                counts.merge(child + " -> " + parent, 1L, Long::sum);
            }
        } catch (DatabaseException e) {
            if (!e.code().isAnswer()) {
                throw e;
            }
            mismatches.put(child, String.valueOf(e.getMessage()));
        }
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
