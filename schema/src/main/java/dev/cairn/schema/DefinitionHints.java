package dev.cairn.schema;

import java.util.Map;
import java.util.Optional;

/**
 * What a definition says about the way to it. A hint that has already had its effect is ignored, so
 * it may stay in the definition for ever.
 *
 * @param tables hints by the declared table's name
 * @param virtualTables hints by the declared virtual table's name
 */
public record DefinitionHints(
        Map<String, TableHints> tables, Map<String, VirtualTableHints> virtualTables) {

    public DefinitionHints {
        tables = Map.copyOf(tables);
        virtualTables = Map.copyOf(virtualTables);
    }

    /** Returns hints that say nothing. */
    public static DefinitionHints none() {
        return new DefinitionHints(Map.of(), Map.of());
    }

    /** Returns the hints for a declared table. */
    public TableHints table(String name) {
        return named(tables, name).orElse(TableHints.NONE);
    }

    /** Returns the hints for a declared virtual table. */
    public VirtualTableHints virtualTable(String name) {
        return named(virtualTables, name).orElse(new VirtualTableHints(Optional.empty()));
    }

    private static <T> Optional<T> named(Map<String, T> hints, String name) {
        return hints.entrySet().stream()
                .filter(entry -> Identifier.same(entry.getKey(), name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Hints for one table.
     *
     * @param renamedFrom the name it had before
     * @param columns hints by the declared column's name
     */
    public record TableHints(Optional<String> renamedFrom, Map<String, ColumnHints> columns) {

        /** Says nothing. */
        public static final TableHints NONE = new TableHints(Optional.empty(), Map.of());

        public TableHints {
            columns = Map.copyOf(columns);
        }

        /** Returns the hints for a declared column. */
        public ColumnHints column(String name) {
            return named(columns, name).orElse(ColumnHints.NONE);
        }
    }

    /**
     * Hints for one column.
     *
     * @param renamedFrom the name it had before
     * @param backfill an SQL expression over the old row that replaces NULL
     * @param using an SQL expression over the old row that gives the new value where the type
     *     changes
     */
    public record ColumnHints(
            Optional<String> renamedFrom, Optional<String> backfill, Optional<String> using) {

        /** Says nothing. */
        public static final ColumnHints NONE =
                new ColumnHints(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Hints for one virtual table.
     *
     * @param source a query that gives the rowid and the columns, in order, by which a contentless
     *     full-text index is filled again
     */
    public record VirtualTableHints(Optional<String> source) {}
}
