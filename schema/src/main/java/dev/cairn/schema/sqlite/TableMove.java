package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.dialect.TablePair;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a live table become the rows of a declared one: which value goes into which
 * column. Expressions use the names that the live table has before anything is renamed, because the
 * hints of a definition do.
 *
 * @param original the live table with its former names
 * @param live the live table with its new names
 * @param target the table as it will be
 * @param hints what the definition says about its columns
 * @param rows how many rows there are
 */
record TableMove(Table original, Table live, Table target, TableHints hints, long rows) {

    static TableMove of(TablePair tables) {
        return new TableMove(
                tables.original(), tables.live(), tables.target(), tables.hints(), tables.rows());
    }

    /** Returns the live column that becomes this one. */
    Optional<Column> origin(Column column) {
        return live.column(column.name());
    }

    /** Returns the SQL of the value that is put into a column; empty if its default is left to. */
    Optional<String> given(Column column) {
        Optional<String> old = origin(column).map(this::oldValue);
        Optional<String> converted = using(column).or(() -> old);
        return backfill(column)
                .map(fill ->
                        converted
                                .map(value -> "coalesce(" + value + ", (" + fill + "))")
                                .orElse("(" + fill + ")"))
                .or(() -> converted);
    }

    private String oldValue(Column liveColumn) {
        return quote(originalName(liveColumn));
    }

    /** Returns the name that a live column has before anything is renamed. */
    String originalName(Column column) {
        for (int i = 0; i < live.columns().size(); i++) {
            if (Identifier.same(live.columns().get(i).name(), column.name())) {
                return original.columns().get(i).name();
            }
        }
        throw new IllegalArgumentException("'" + column.name() + "' is not in " + live.name());
    }

    /** Returns the SQL of the value that a column holds afterwards. */
    String stored(Column column) {
        String value = given(column).or(column::defaultExpression).orElse("NULL");
        return isConverted(column)
                ? Conversion.into(column.type(), SqliteTable.strict(target)).stored(value)
                : value;
    }

    /** Returns a condition that holds for rows whose value cannot be kept in this column. */
    Optional<String> unfit(Column column) {
        return isConverted(column)
                ? given(column)
                        .map(value ->
                                Conversion.into(column.type(), SqliteTable.strict(target))
                                        .unfit(value))
                : Optional.empty();
    }

    private boolean isConverted(Column column) {
        if (column.generated().isPresent() || given(column).isEmpty()) {
            return false;
        }
        if (evaluates(column)) {
            return true;
        }
        return origin(column)
                .filter(old ->
                        Conversion.matters(
                                old.type(),
                                SqliteTable.strict(live),
                                column.type(),
                                SqliteTable.strict(target)))
                .isPresent();
    }

    /** Returns whether the definition says how the column's value is computed from the old row. */
    boolean evaluates(Column column) {
        return using(column).isPresent() || backfill(column).isPresent();
    }

    /** Returns whether the column was stored and is now computed. */
    boolean becomesGenerated(Column column) {
        return column.generated().isPresent()
                && origin(column).filter(old -> old.generated().isEmpty()).isPresent();
    }

    /** Returns whether a stored value is computed again when a row is written. */
    boolean isStoredAgain(Column column) {
        return isStored(column) && origin(column).filter(TableMove::isStored).isPresent();
    }

    private static boolean isStored(Column column) {
        return column.generated().filter(Column.Generated::stored).isPresent();
    }

    /** Returns whether every row holds in this column exactly what it held before. */
    boolean keepsValue(Column column) {
        return !evaluates(column)
                && column.generated().isEmpty()
                && origin(column)
                        .filter(old -> affinity(live, old) == affinity(target, column))
                        .isPresent();
    }

    private static Affinity affinity(Table table, Column column) {
        return Affinity.of(column.type(), SqliteTable.strict(table));
    }

    /** Returns whether rows may hold another value in this column than before. */
    boolean changesValue(Column column) {
        return origin(column).isEmpty()
                || evaluates(column)
                || isConverted(column)
                || !origin(column).map(Column::generated).equals(Optional.of(column.generated()));
    }

    /** Returns the conversion that the definition gives, if it still has to have its effect. */
    private Optional<String> using(Column column) {
        return origin(column)
                .filter(old -> !Identifier.same(old.type().strip(), column.type().strip()))
                .flatMap(old -> hints.column(column.name()).using());
    }

    /** Returns the filling that the definition gives, if it still has to have its effect. */
    Optional<String> backfill(Column column) {
        boolean open =
                origin(column).isEmpty()
                        || (isRequired(target, column)
                                && origin(column).filter(old -> isRequired(live, old)).isEmpty());
        return open ? hints.column(column.name()).backfill() : Optional.empty();
    }

    /** Returns whether a row must have a value in this column. */
    static boolean isRequired(Table table, Column column) {
        return column.notNull().isPresent()
                || (isInPrimaryKey(table, column)
                        && (SqliteTable.withoutRowid(table)
                                || SqliteTable.strict(table)
                                || isRowIdAlias(table, column)));
    }

    static boolean isInPrimaryKey(Table table, Column column) {
        return table.primaryKey().map(PrimaryKey::columns).stream()
                .flatMap(List::stream)
                .anyMatch(term -> Identifier.same(term.expression(), column.name()));
    }

    static boolean isRowIdAlias(Table table, Column column) {
        return SqliteTable.rowidAlias(table)
                .filter(alias -> Identifier.same(alias.name(), column.name()))
                .isPresent();
    }
}
