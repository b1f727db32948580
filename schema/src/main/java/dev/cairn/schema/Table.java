package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * An ordinary table. Constraints of a column are listed together with those of the table, because
 * they mean the same; only NOT NULL, DEFAULT, COLLATE and generation stay with the column.
 *
 * @param name the name
 * @param columns all columns in order, generated ones included
 * @param primaryKey the primary key, if one is declared
 * @param uniqueConstraints UNIQUE constraints, in the order written
 * @param checks CHECK constraints, in the order written
 * @param foreignKeys foreign keys, in the order written
 * @param options what only its engine knows of a table
 * @param sql the CREATE TABLE statement
 */
public record Table(
        String name,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<UniqueConstraint> uniqueConstraints,
        List<CheckConstraint> checks,
        List<ForeignKey> foreignKeys,
        EngineOptions options,
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
}
