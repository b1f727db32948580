package dev.cairn.schema.build;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.ForeignKey.Action;
import dev.cairn.schema.ForeignKey.Deferral;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Declares one table. What the short forms cannot say is added as a value. */
public final class TableBuilder {

    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, ColumnHints> columnHints = new HashMap<>();
    private final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();
    private final List<CheckConstraint> checks = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private Optional<PrimaryKey> primaryKey = Optional.empty();
    private Optional<String> renamedFrom = Optional.empty();
    private EngineOptions options = EngineOptions.Sqlite.NONE;

    TableBuilder(String name) {
        this.name = name;
    }

    /** Adds a column that only has a type. */
    public TableBuilder column(String columnName, String type) {
        return column(columnName, type, column -> {});
    }

    /** Adds a column. */
    public TableBuilder column(
            String columnName, String type, Consumer<ColumnBuilder> declaration) {
        ColumnBuilder builder = new ColumnBuilder(this, columnName, type);
        declaration.accept(builder);
        columns.add(builder.column());
        columnHints.put(columnName, builder.hints());
        return this;
    }

    /** Makes columns the primary key. */
    public TableBuilder primaryKey(String... keyColumns) {
        return primaryKey(
                new PrimaryKey(
                        Optional.empty(),
                        SchemaBuilder.terms(keyColumns),
                        false,
                        ConflictAction.ABORT));
    }

    /** Sets the primary key. */
    public TableBuilder primaryKey(PrimaryKey key) {
        primaryKey = Optional.of(key);
        return this;
    }

    /** Adds a UNIQUE constraint on columns. */
    public TableBuilder unique(String... uniqueColumns) {
        return unique(
                new UniqueConstraint(
                        Optional.empty(),
                        SchemaBuilder.terms(uniqueColumns),
                        ConflictAction.ABORT));
    }

    /** Adds a UNIQUE constraint. */
    public TableBuilder unique(UniqueConstraint constraint) {
        uniqueConstraints.add(constraint);
        return this;
    }

    /** Adds a CHECK constraint. */
    public TableBuilder check(String expression) {
        checks.add(new CheckConstraint(Optional.empty(), expression));
        return this;
    }

    /** Adds a CHECK constraint that has a name. */
    public TableBuilder check(String constraintName, String expression) {
        checks.add(new CheckConstraint(Optional.of(constraintName), expression));
        return this;
    }

    /** Adds a foreign key to the primary key of another table. */
    public TableBuilder foreignKey(List<String> referring, String parent, Action onDelete) {
        return foreignKey(
                new ForeignKey(
                        Optional.empty(),
                        referring,
                        parent,
                        List.of(),
                        onDelete,
                        Action.NO_ACTION,
                        Deferral.IMMEDIATE));
    }

    /** Adds a foreign key. */
    public TableBuilder foreignKey(ForeignKey key) {
        foreignKeys.add(key);
        return this;
    }

    /** Sets what only the engine knows of a table, such as STRICT. */
    public TableBuilder options(EngineOptions engineOptions) {
        options = engineOptions;
        return this;
    }

    /** Sets the former name of the table. */
    public TableBuilder renamedFrom(String former) {
        renamedFrom = Optional.of(former);
        return this;
    }

    Table table() {
        return new Table(
                name, columns, primaryKey, uniqueConstraints, checks, foreignKeys, options, "");
    }

    TableHints hints() {
        return new TableHints(renamedFrom, columnHints);
    }
}
