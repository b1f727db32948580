package dev.cairn.schema.plan;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Index;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.sqlite.RowIdNames;
import dev.cairn.schema.sqlite.SqliteRendering;
import dev.cairn.schema.sqlite.SqliteTableForms;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that changes in one table.
 *
 * @param move where its rows go
 * @param differences what differs, without what is left alone
 * @param live the live schema with its new names
 * @param target the schema as it will be
 * @param indexes indexes on it that stay, as they will be
 * @param triggers triggers on it that stay, as they will be
 */
record TableChange(
        TableMove move,
        List<Difference> differences,
        Schema live,
        Schema target,
        List<Index> indexes,
        List<Trigger> triggers) {

    TableChange {
        differences = List.copyOf(differences);
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
    }

    Table liveTable() {
        return move.live();
    }

    Table targetTable() {
        return move.target();
    }

    SqliteTableForms liveForm() {
        return SqliteTableForms.of(liveTable(), live);
    }

    SqliteTableForms targetForm() {
        return SqliteTableForms.of(targetTable(), target);
    }

    boolean hasDifference(Difference.Kind kind) {
        return differences.stream().anyMatch(difference -> difference.kind() == kind);
    }

    /** Returns whether names in the hints' expressions are other than those of the live table. */
    private boolean isRenamed() {
        return !move.original().name().equals(move.live().name())
                || hasDifference(Difference.Kind.COLUMN_RENAMED);
    }

    /** Returns the step that makes the table anew with all changes. */
    RebuildTable rebuild(DatabaseFacts facts, FreeNames free) {
        boolean evaluates =
                move.target().columns().stream().anyMatch(column -> move.evaluates(column));
        boolean formerNames = evaluates && isRenamed();
        return new RebuildTable(
                hasStaleText() ? rendered(liveTable()) : liveTable(),
                targetTable(),
                copies(formerNames),
                formerNames ? sourceWithFormerNames() : quote(liveTable().name()),
                rowIds(),
                indexes,
                triggers,
                facts.statistics(),
                free.like(targetTable().name()),
                move.rows(),
                Causes.of(differences));
    }

    /** Returns whether the text of the live table has names that are others when it is needed. */
    private boolean hasStaleText() {
        return isRenamed() || !move.original().foreignKeys().equals(move.live().foreignKeys());
    }

    private static Table rendered(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.uniqueConstraints(),
                table.checks(),
                table.foreignKeys(),
                table.options(),
                SqliteRendering.INSTANCE.table(table));
    }

    private List<RebuildTable.Copy> copies(boolean formerNames) {
        return targetTable().columns().stream()
                .filter(column -> column.generated().isEmpty())
                .filter(column -> move.given(column).isPresent())
                .map(column -> copy(column, formerNames))
                .toList();
    }

    private RebuildTable.Copy copy(Column column, boolean formerNames) {
        String given = move.given(column).orElseThrow();
        boolean plain = !move.evaluates(column);
        String expression = plain && !formerNames ? quote(nameNow(column)) : given;
        return new RebuildTable.Copy(column.name(), expression, move.keepsValue(column));
    }

    private String nameNow(Column column) {
        return move.origin(column).orElseThrow().name();
    }

    private Optional<RebuildTable.RowIds> rowIds() {
        Optional<String> from = RowIdNames.free(liveTable());
        Optional<String> to = RowIdNames.free(targetTable());
        return from.isPresent() && to.isPresent()
                ? Optional.of(new RebuildTable.RowIds(from.get(), to.get()))
                : Optional.empty();
    }

    private String sourceWithFormerNames() {
        List<Column> now = liveTable().columns();
        List<Column> before = move.original().columns();
        String rowId =
                RowIdNames.free(liveTable()).map(name -> name + " AS " + name + ", ").orElse("");
        return IntStream.range(0, now.size())
                        .mapToObj(i ->
                                quote(now.get(i).name()) + " AS " + quote(before.get(i).name()))
                        .collect(
                                joining(
                                        ", ",
                                        "(SELECT " + rowId,
                                        " FROM " + quote(liveTable().name()) + ")"))
                + " AS "
                + quote(move.original().name());
    }
}
