package dev.cairn.schema.plan;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.sqlite.SqliteRendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans for tables that exist and are declared: what their rows are asked, and whether they are
 * altered in place or made anew.
 */
final class TablePlanner {

    private final PlanInput input;
    private final PlanDraft draft;
    private final VirtualTablePlanner virtualTables;

    TablePlanner(PlanInput input, PlanDraft draft, VirtualTablePlanner virtualTables) {
        this.input = input;
        this.draft = draft;
        this.virtualTables = virtualTables;
    }

    /**
     * Plans for one table.
     *
     * @param key the declared name, as {@link Identifier#key} gives it
     * @param found what differs in the table; nothing if only a unique index of it is new
     */
    void change(String key, List<Difference> found) {
        Table declaredTable = input.wanted().table(key).orElse(null);
        Table liveTable = input.live().table(key).orElse(null);
        if (declaredTable == null || liveTable == null) {
            return;
        }
        TableMove move = move(liveTable, declaredTable);
        List<Difference> served = new ArrayList<>();
        for (Difference difference : found) {
            if (belongsToKept(difference, move.target(), declaredTable)) {
                draft.leftAlone.add(difference);
            } else {
                served.add(difference);
            }
        }
        addChecks(move);
        if (served.stream().anyMatch(difference -> !isRename(difference))
                || (input.options().forceRebuild() && !served.isEmpty())) {
            addSteps(change(move, served));
        } else if (!served.isEmpty()) {
            virtualTables.contentChanged(change(move, served), false);
        }
    }

    private static boolean isRename(Difference difference) {
        return difference.kind() == Difference.Kind.COLUMN_RENAMED
                || difference.kind() == Difference.Kind.TABLE_RENAMED;
    }

    /** A constraint that an undeclared column needs stays with the column. */
    private static boolean belongsToKept(Difference difference, Table target, Table declared) {
        String text = difference.live().orElse("");
        return switch (difference.kind()) {
            case UNIQUE_UNDECLARED ->
                    kept(target.uniqueConstraints(), declared.uniqueConstraints())
                            .anyMatch(unique -> SqliteRendering.INSTANCE.unique(unique).equals(text));
            case CHECK_UNDECLARED ->
                    kept(target.checks(), declared.checks())
                            .anyMatch(check -> SqliteRendering.INSTANCE.check(check).equals(text));
            case FOREIGN_KEY_UNDECLARED ->
                    kept(target.foreignKeys(), declared.foreignKeys())
                            .anyMatch(key -> SqliteRendering.INSTANCE.foreignKey(key).equals(text));
            default -> false;
        };
    }

    private static <T> Stream<T> kept(List<T> target, List<T> declared) {
        return target.stream().skip(declared.size());
    }

    private void addChecks(TableMove move) {
        List<Index> changed =
                draft.indexCreations.stream()
                        .filter(PlanStep.CreateIndex.class::isInstance)
                        .map(step -> ((PlanStep.CreateIndex) step).index())
                        .filter(index -> Identifier.same(index.table(), move.target().name()))
                        .toList();
        draft.checks.addAll(
                new RowChecks(move, input.live(), input.wanted(), this::moveOf).all(changed));
    }

    private void addSteps(TableChange change) {
        Optional<List<PlanStep>> inPlace =
                input.options().forceRebuild()
                        ? Optional.empty()
                        : new InPlaceChange(
                                        change,
                                        input.facts().version(),
                                        input.options().strictOrder())
                                .steps();
        boolean rowIdsChange = false;
        if (inPlace.isPresent()) {
            draft.tableChanges.addAll(inPlace.get());
        } else {
            RebuildTable rebuild = change.rebuild(input.facts(), input.free());
            rowIdsChange = rebuild.losesRowIds();
            draft.tableChanges.add(rebuild);
        }
        virtualTables.contentChanged(change, rowIdsChange);
    }

    private TableChange change(TableMove move, List<Difference> served) {
        boolean renamed = served.stream().anyMatch(TablePlanner::isRename);
        return new TableChange(
                move,
                served,
                input.live(),
                input.wanted(),
                stayingIndexes(move.live(), renamed),
                stayingTriggers(move, renamed));
    }

    private List<Index> stayingIndexes(Table table, boolean renamed) {
        return input.live().indexes().stream()
                .filter(index -> Identifier.same(index.table(), table.name()))
                .filter(index -> !draft.drops(index))
                .map(index -> renamed ? withNewNames(index) : index)
                .toList();
    }

    private static Index withNewNames(Index index) {
        return new Index(
                index.name(),
                index.table(),
                index.unique(),
                index.columns(),
                index.where(),
                SqliteRendering.INSTANCE.render(index));
    }

    private List<Trigger> stayingTriggers(TableMove move, boolean renamed) {
        List<Trigger> staying = new ArrayList<>();
        for (Trigger trigger : input.live().triggers()) {
            if (!Identifier.same(trigger.table(), move.live().name()) || draft.drops(trigger)) {
                continue;
            }
            Optional<Trigger> wanted = input.wanted().trigger(trigger.name());
            if (renamed && wanted.isEmpty()) {
                draft.refusals.add(
                        new Refusal(
                                trigger.name(),
                                "this trigger is not declared and would need the new names of '"
                                        + move.target().name()
                                        + "' to be made again",
                                "declare it, or sync with pruning"));
            }
            staying.add(renamed ? wanted.orElse(trigger) : trigger);
        }
        return staying;
    }

    private Optional<TableMove> moveOf(String declaredName) {
        return input.wanted()
                .table(declaredName)
                .flatMap(
                        table -> input.live().table(declaredName).map(found -> move(found, table)));
    }

    private TableMove move(Table liveTable, Table declaredTable) {
        String former = input.renames().formerTable(declaredTable.name()).orElse(liveTable.name());
        return new TableMove(
                input.original().table(former).orElseThrow(),
                liveTable,
                TargetTable.of(liveTable, declaredTable, input.prunes()),
                columnHints(declaredTable.name()),
                input.facts().rowsOf(former));
    }

    private Map<String, DefinitionHints.ColumnHints> columnHints(String table) {
        Map<String, DefinitionHints.ColumnHints> hints = new HashMap<>();
        input.declared().hints().tables().entrySet().stream()
                .filter(entry -> Identifier.same(entry.getKey(), table))
                .forEach(entry ->
                        entry.getValue()
                                .columns()
                                .forEach(
                                        (column, hint) -> hints.put(Identifier.key(column), hint)));
        return hints;
    }
}
