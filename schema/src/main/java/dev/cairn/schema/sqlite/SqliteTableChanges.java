package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Table;
import dev.cairn.schema.dialect.PlanContext;
import dev.cairn.schema.dialect.Proposal;
import dev.cairn.schema.dialect.TableChange;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What changes one table of SQLite: in place if every change can be made so, otherwise by one
 * {@link RebuildTable}.
 */
final class SqliteTableChanges {

    private final TableChange change;
    private final TableMove move;
    private final PlanContext context;

    SqliteTableChanges(TableChange change, PlanContext context) {
        this.change = change;
        this.move = TableMove.of(change.tables());
        this.context = context;
    }

    Proposal proposal() {
        RowChecks questions = new RowChecks(move, context);
        if (change.differences().isEmpty()) {
            List<DataCheck> checks = questions.all(change.newIndexes(), false);
            return new Proposal(List.of(), List.of(), checks, List.of());
        }
        List<PlanStep> steps = List.of();
        boolean rowIdsChange = false;
        boolean forced = context.options().forceRebuild();
        if (forced || change.changesMoreThanNames()) {
            Optional<List<PlanStep>> inPlace =
                    forced ? Optional.empty() : new InPlaceChange(change, move, context).steps();
            RebuildTable rebuild = rebuild();
            rowIdsChange = inPlace.isEmpty() && rebuild.losesRowIds();
            steps = inPlace.orElseGet(() -> List.of(rebuild.step(causes())));
        }
        List<DataCheck> checks = questions.all(change.newIndexes(), writesRows(steps));
        Proposal readers =
                new SqliteVirtualTables(context).contentChanged(change, move, rowIdsChange);
        return new Proposal(steps, readers.readers(), checks, readers.refusals());
    }

    private static boolean writesRows(List<PlanStep> steps) {
        return steps.stream()
                .anyMatch(step -> step.action() == Action.REBUILD || step.action() == Action.FILL);
    }

    private List<String> causes() {
        return change.differences().stream().map(Difference::reason).toList();
    }

    /** Returns whether names in the hints' expressions are other than those of the live table. */
    private boolean isRenamed() {
        return !move.original().name().equals(move.live().name())
                || change.differences().stream()
                        .anyMatch(d ->
                                d.change() == Difference.Change.RENAMED && d.member().isPresent());
    }

    private RebuildTable rebuild() {
        boolean evaluates = move.target().columns().stream().anyMatch(move::evaluates);
        boolean formerNames = evaluates && isRenamed();
        return new RebuildTable(
                hasStaleText() ? rendered(move.live()) : move.live(),
                move.target(),
                copies(formerNames),
                formerNames ? sourceWithFormerNames() : quote(move.live().name()),
                rowIds(),
                change.indexes(),
                change.triggers(),
                context.facts().statistics(),
                context.freeName(move.target().name()),
                move.rows());
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
        return move.target().columns().stream()
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
        Optional<String> from = RowIdNames.free(move.live());
        Optional<String> to = RowIdNames.free(move.target());
        return from.isPresent() && to.isPresent()
                ? Optional.of(new RebuildTable.RowIds(from.get(), to.get()))
                : Optional.empty();
    }

    private String sourceWithFormerNames() {
        List<Column> now = move.live().columns();
        List<Column> before = move.original().columns();
        String rowId =
                RowIdNames.free(move.live()).map(name -> name + " AS " + name + ", ").orElse("");
        return IntStream.range(0, now.size())
                        .mapToObj(i ->
                                quote(now.get(i).name()) + " AS " + quote(before.get(i).name()))
                        .collect(
                                joining(
                                        ", ",
                                        "(SELECT " + rowId,
                                        " FROM " + quote(move.live().name()) + ")"))
                + " AS "
                + quote(move.original().name());
    }
}
