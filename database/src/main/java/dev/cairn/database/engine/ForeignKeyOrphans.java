package dev.cairn.database.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows whose foreign key refers to nothing, counted by table and table referred to. Orphans
 * that were there before a change are not its fault, so two of these are compared.
 */
public final class ForeignKeyOrphans {

    private static final int SAMPLES = 5;

    private final Map<Reference, Orphans> orphans = new LinkedHashMap<>();
    private final Map<String, String> unchecked = new LinkedHashMap<>();

    private final String rowName;

    /**
     * Makes an empty record.
     *
     * @param rowName what the engine calls that which identifies a row
     */
    public ForeignKeyOrphans(String rowName) {
        this.rowName = rowName;
    }

    /**
     * Two tables.
     *
     * @param child the table that refers
     * @param parent the table that is referred to
     */
    public record Reference(String child, String parent) {}

    /**
     * The orphans of one table.
     *
     * @param count how many there are
     * @param samples what identifies the first of them; empty if nothing does
     */
    private record Orphans(long count, List<Object> samples) {

        private Orphans with(List<Object> more) {
            List<Object> all = new ArrayList<>(samples);
            more.stream().limit(SAMPLES - (long) samples.size()).forEach(all::add);
            return new Orphans(count + 1, all);
        }
    }

    /**
     * Adds one orphan.
     *
     * @param row what identifies the row; empty if nothing does
     */
    public void add(Reference reference, List<Object> row) {
        orphans.put(
                reference, orphans.getOrDefault(reference, new Orphans(0, List.of())).with(row));
    }

    /** Adds a table whose keys the engine cannot check. */
    public void addUnchecked(String child, String reason) {
        unchecked.put(child, reason);
    }

    /** Returns how many orphans there are by table and table referred to. */
    public Map<Reference, Long> counts() {
        Map<Reference, Long> counts = new LinkedHashMap<>();
        orphans.forEach((reference, found) -> counts.put(reference, found.count()));
        return counts;
    }

    /** Returns why foreign keys cannot be checked, by table. */
    public Map<String, String> unchecked() {
        return Map.copyOf(unchecked);
    }

    /** Returns one line for each pair of tables between which rows refer to nothing. */
    public List<String> lines() {
        return newSince(new ForeignKeyOrphans(rowName));
    }

    /** Returns one line for each pair of tables that has more orphans than it had then. */
    public List<String> newSince(ForeignKeyOrphans before) {
        List<String> lines = new ArrayList<>();
        orphans.forEach((reference, found) -> {
            Orphans then = before.orphans.get(reference);
            long more = found.count() - (then == null ? 0 : then.count());
            if (more > 0) {
                lines.add(line(reference, more, found.samples()));
            }
        });
        unchecked.forEach((child, reason) -> {
            if (!reason.equals(before.unchecked.get(child))) {
                lines.add("foreign keys of " + child + " cannot be checked: " + reason);
            }
        });
        return lines;
    }

    private String line(Reference reference, long count, List<Object> samples) {
        String rows =
                samples.isEmpty()
                        ? ""
                        : " ("
                                + rowName
                                + " "
                                + String.join(", ", samples.stream().map(String::valueOf).toList())
                                + (count > samples.size() ? ", …" : "")
                                + ")";
        return count
                + (count == 1 ? " row of " : " rows of ")
                + reference.child()
                + rows
                + (count == 1 ? " refers" : " refer")
                + " to a row of "
                + reference.parent()
                + " that does not exist";
    }
}
