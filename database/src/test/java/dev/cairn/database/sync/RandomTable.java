package dev.cairn.database.sync;

import java.util.ArrayList;
import java.util.List;

/** A table of a {@link RandomSchema}, with what belongs to it. */
final class RandomTable {

    String name = "";
    String formerName = "";
    boolean strict;
    boolean withoutRowid;
    boolean autoincrement;
    final Column key = new Column();
    final List<Column> columns = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<String> triggers = new ArrayList<>();

    /** Columns that are unique together with the key, so that others can refer to both. */
    final List<Column> pairs = new ArrayList<>();

    /** Pairs of own columns that refer to such a pair of the first table. */
    final List<PairReference> pairReferences = new ArrayList<>();

    /** A column. */
    static final class Column {

        String name = "";
        String formerName = "";
        String type = "";
        String collation = "";
        String defaultValue = "";
        String backfill = "";
        boolean notNull;
        boolean unique;
        String check = "";

        /** Whether the CHECK names the table before the column. */
        boolean qualified;

        String generated = "";

        /** The expression, with %s for the column that it reads. */
        String rule = "";

        boolean references;

        boolean isGenerated() {
            return !generated.isEmpty();
        }
    }

    /**
     * An index.
     *
     * @param term what is indexed, with %s for the column
     * @param where its predicate, with %1$s for the table and %2$s for the column; empty if all
     *     rows are in it
     */
    record Index(String name, boolean unique, Column column, String term, String where) {}

    /** A foreign key of two columns. */
    record PairReference(Column first, Column second, Column parentPair) {}

    /** A view of a table, or of another view of it, and whether a trigger deletes through it. */
    record View(
            String name, RandomTable table, List<Column> columns, String over, String trigger) {}

    /** A full-text index over a table. */
    static final class Text {

        String name = "";
        final List<Column> columns = new ArrayList<>();
        String options = "";
        boolean fed;
        final RandomTable table;

        Text(RandomTable table) {
            this.table = table;
        }
    }

    List<Column> stored() {
        return columns.stream().filter(column -> !column.isGenerated()).toList();
    }
}
