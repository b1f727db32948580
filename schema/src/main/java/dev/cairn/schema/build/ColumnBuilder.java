package dev.cairn.schema.build;

import dev.cairn.schema.Column;
import dev.cairn.schema.Column.Generated;
import dev.cairn.schema.Column.NotNull;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.ForeignKey.Action;
import dev.cairn.schema.PrimaryKey;
import java.util.List;
import java.util.Optional;

/** Declares one column. */
public final class ColumnBuilder {

    private final TableBuilder table;
    private final String name;
    private final String type;
    private Optional<NotNull> notNull = Optional.empty();
    private Optional<String> defaultExpression = Optional.empty();
    private Optional<String> collation = Optional.empty();
    private Optional<Generated> generated = Optional.empty();
    private Optional<String> renamedFrom = Optional.empty();
    private Optional<String> backfill = Optional.empty();
    private Optional<String> using = Optional.empty();

    ColumnBuilder(TableBuilder table, String name, String type) {
        this.table = table;
        this.name = name;
        this.type = type;
    }

    /** Makes the column NOT NULL. */
    public ColumnBuilder notNull() {
        notNull = Optional.of(new NotNull(Optional.empty(), ConflictAction.ABORT));
        return this;
    }

    /** Makes the column the primary key. */
    public ColumnBuilder primaryKey() {
        table.primaryKey(name);
        return this;
    }

    /** Makes the column the primary key, whose numbers are never used again. */
    public ColumnBuilder autoincrement() {
        table.primaryKey(
                new PrimaryKey(
                        Optional.empty(), SchemaBuilder.terms(name), true, ConflictAction.ABORT));
        return this;
    }

    /** Adds a UNIQUE constraint on the column. */
    public ColumnBuilder unique() {
        table.unique(name);
        return this;
    }

    /** Adds a CHECK constraint. */
    public ColumnBuilder check(String expression) {
        table.check(expression);
        return this;
    }

    /** Adds a foreign key to the primary key of another table. */
    public ColumnBuilder references(String parent, Action onDelete) {
        table.foreignKey(List.of(name), parent, onDelete);
        return this;
    }

    /** Sets the default, an SQL expression; a text stands in single quotes. */
    public ColumnBuilder defaultValue(String expression) {
        defaultExpression = Optional.of(expression);
        return this;
    }

    /** Sets the collation. */
    public ColumnBuilder collate(String collationName) {
        collation = Optional.of(collationName);
        return this;
    }

    /** Computes the column whenever its row is written. */
    public ColumnBuilder storedAs(String expression) {
        generated = Optional.of(new Generated(expression, true));
        return this;
    }

    /** Sets the former name of the column. */
    public ColumnBuilder renamedFrom(String former) {
        renamedFrom = Optional.of(former);
        return this;
    }

    /** Gives an SQL expression over the old row that replaces NULL. */
    public ColumnBuilder backfill(String expression) {
        backfill = Optional.of(expression);
        return this;
    }

    /** Gives an SQL expression over the old row for the new value where the type changes. */
    public ColumnBuilder using(String expression) {
        using = Optional.of(expression);
        return this;
    }

    Column column() {
        return new Column(name, type, notNull, defaultExpression, collation, generated);
    }

    ColumnHints hints() {
        return new ColumnHints(renamedFrom, backfill, using);
    }
}
