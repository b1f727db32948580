package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.text.SqlExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something by which rows of a table are found: its primary key, a UNIQUE constraint or an index.
 *
 * @param label what it is, for people
 * @param index the index, if it was made by CREATE INDEX
 * @param unique whether no two rows have the same value
 * @param terms its terms in canonical form: expression, collation, order
 * @param columns the keys of its columns in order; empty if a term is an expression or has another
 *     collation than its column
 * @param where the canonical predicate; empty if all rows are in it
 */
record TableKey(
        String label,
        Optional<Index> index,
        boolean unique,
        List<Term> terms,
        List<String> columns,
        String where) {

    /** One term of a key, in canonical form. */
    record Term(String expression, String collation, boolean descending) {}

    /**
     * Returns everything by which rows of a table are found, constraints first.
     *
     * @param indexes the indexes on that table
     */
    static List<TableKey> of(Table table, List<Index> indexes) {
        List<TableKey> keys = new ArrayList<>();
        table.primaryKey()
                .ifPresent(key -> keys.add(constraint(table, "the primary key", key.columns())));
        table.uniqueConstraints()
                .forEach(unique ->
                        keys.add(constraint(table, "a UNIQUE constraint", unique.columns())));
        indexes.forEach(index -> keys.add(of(table, index)));
        return List.copyOf(keys);
    }

    private static TableKey constraint(Table table, String label, List<IndexedColumn> columns) {
        return new TableKey(
                label, Optional.empty(), true, terms(table, columns), columns(table, columns), "");
    }

    private static TableKey of(Table table, Index index) {
        return new TableKey(
                "index '" + index.name() + "'",
                Optional.of(index),
                index.unique(),
                terms(table, index.columns()),
                columns(table, index.columns()),
                index.where().map(SqlExpression::canonical).orElse(""));
    }

    private static List<Term> terms(Table table, List<IndexedColumn> columns) {
        return columns.stream()
                .map(term ->
                        new Term(
                                term.isColumn()
                                        ? Identifier.key(term.expression())
                                        : SqlExpression.canonical(term.expression()),
                                term.collation()
                                        .map(Identifier::key)
                                        .orElseGet(() -> ownCollation(table, term)),
                                term.descending()))
                .toList();
    }

    private static List<String> columns(Table table, List<IndexedColumn> columns) {
        boolean plain =
                columns.stream()
                        .allMatch(term ->
                                term.isColumn()
                                        && term.collation()
                                                .map(Identifier::key)
                                                .filter(name ->
                                                        !name.equals(ownCollation(table, term)))
                                                .isEmpty());
        return plain
                ? columns.stream().map(term -> Identifier.key(term.expression())).toList()
                : List.of();
    }

    private static String ownCollation(Table table, IndexedColumn term) {
        return table.column(term.expression())
                .flatMap(Column::collation)
                .map(Identifier::key)
                .orElse("binary");
    }

    /** Returns whether it is a parent key of exactly these columns, in any order. */
    boolean identifies(List<String> names) {
        return unique && where.isEmpty() && keys(names).equals(Set.copyOf(columns));
    }

    /** Returns whether rows with given values in these columns are found without reading others. */
    boolean finds(List<String> names) {
        Set<String> wanted = keys(names);
        boolean begins =
                terms.size() >= wanted.size()
                        && keys(terms.subList(0, wanted.size()).stream()
                                        .map(Term::expression)
                                        .toList())
                                .equals(wanted);
        return begins && (where.isEmpty() || leavesOutOnlyNulls(wanted));
    }

    private boolean leavesOutOnlyNulls(Set<String> wanted) {
        return wanted.stream()
                .anyMatch(name ->
                        where.equals(name + " is not null") || where.equals(name + " notnull"));
    }

    /**
     * Returns whether everything that this finds the other finds as well, in the same order. An
     * index of one term can be read backwards.
     */
    boolean isServedBy(TableKey other) {
        if (!where.equals(other.where) || other.terms.size() < terms.size()) {
            return false;
        }
        if (terms.size() == 1) {
            return undirected(terms.getFirst()).equals(undirected(other.terms.getFirst()));
        }
        return other.terms.subList(0, terms.size()).equals(terms);
    }

    /** Returns whether the other forbids the same rows. */
    boolean isEnforcedBy(TableKey other) {
        return other.unique
                && where.equals(other.where)
                && undirected(terms).equals(undirected(other.terms));
    }

    private static Set<Term> undirected(List<Term> terms) {
        Set<Term> result = new HashSet<>();
        terms.forEach(term -> result.add(undirected(term)));
        return result;
    }

    private static Term undirected(Term term) {
        return new Term(term.expression, term.collation, false);
    }

    private static Set<String> keys(List<String> names) {
        Set<String> keys = new HashSet<>();
        names.forEach(name -> keys.add(Identifier.key(name)));
        return keys;
    }
}
