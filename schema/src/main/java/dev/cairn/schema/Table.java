package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * An ordinary table. Constraints that were written at a column stand here beside those of the
 * table, because they mean the same; only NOT NULL, DEFAULT, COLLATE and generation stay with the
 * column.
 *
 * @param name the name
 * @param columns all columns in order, generated ones included
 * @param primaryKey the primary key, if one is declared
 * @param uniqueConstraints UNIQUE constraints, in the order written
 * @param checks CHECK constraints, in the order written
 * @param foreignKeys foreign keys, in the order written
 * @param strict whether the table is STRICT
 * @param withoutRowid whether the table is WITHOUT ROWID
 * @param sql the CREATE TABLE statement
 */
public record Table(
        String name,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<UniqueConstraint> uniqueConstraints,
        List<CheckConstraint> checks,
        List<ForeignKey> foreignKeys,
        boolean strict,
        boolean withoutRowid,
        String sql)
        implements SchemaObject {

    public Table {
        columns = List.copyOf(columns);
        uniqueConstraints = List.copyOf(uniqueConstraints);
        checks = List.copyOf(checks);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** Returns the column of that name. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> Identifier.same(column.name(), columnName))
                .findFirst();
    }

    /**
     * Returns the column that is another name of the rowid: a key of one column whose type is
     * exactly INTEGER (https://www.sqlite.org/lang_createtable.html#rowid). Written at the column,
     * {@code INTEGER PRIMARY KEY DESC} is no such key.
     */
    public Optional<Column> rowidAlias() {
        if (withoutRowid) {
            return Optional.empty();
        }
        return primaryKey
                .filter(key -> key.columns().size() == 1)
                .map(key -> key.columns().getFirst())
                .filter(term -> !term.descending())
                .flatMap(term -> column(term.expression()))
                .filter(column -> Identifier.same(column.type(), "INTEGER"));
    }
}
