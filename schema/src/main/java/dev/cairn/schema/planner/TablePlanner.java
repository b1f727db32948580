package dev.cairn.schema.planner;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.dialect.Rendering;
import dev.cairn.schema.dialect.TableChange;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.dialect.TablePair;
import dev.cairn.schema.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans for tables that exist and are declared: what changes in them, and what stays. */
final class TablePlanner {

    private final PlanInput input;
    private final PlanDraft draft;
    private final TableDialect dialect;
    private final Rendering rendering;

    TablePlanner(PlanInput input, PlanDraft draft, TableDialect dialect) {
        this.input = input;
        this.draft = draft;
        this.dialect = dialect;
        this.rendering = dialect.rendering();
    }

    /**
     * Plans for one table.
     *
     * @param key the declared name, as {@link Identifier#key} gives it
     * @param found what differs in the table; nothing if only a unique index of it is new
     */
    void change(String key, List<Difference> found) {
        TablePair tables = input.pair(key).orElse(null);
        if (tables == null) {
            return;
        }
        Table declared = input.wanted().table(key).orElseThrow();
        List<Difference> served = new ArrayList<>();
        for (Difference difference : found) {
            boolean kept = belongsToKept(difference, tables.target(), declared);
            (kept ? draft.leftAlone : served).add(difference);
        }
        draft.take(dialect.change(change(tables, served), input), draft.tableChanges);
    }

    /** A constraint that an undeclared column needs stays with the column. */
    private boolean belongsToKept(Difference difference, Table target, Table declared) {
        if (difference.change() != Difference.Change.UNDECLARED) {
            return false;
        }
        String text = difference.live().orElse("");
        return switch (difference.kind()) {
            case UNIQUE ->
                    kept(target.uniqueConstraints(), declared.uniqueConstraints())
                            .anyMatch(unique -> rendering.unique(unique).equals(text));
            case CHECK ->
                    kept(target.checks(), declared.checks())
                            .anyMatch(check -> rendering.check(check).equals(text));
            case FOREIGN_KEY ->
                    kept(target.foreignKeys(), declared.foreignKeys())
                            .anyMatch(key -> rendering.foreignKey(key).equals(text));
            default -> false;
        };
    }

    private static <T> Stream<T> kept(List<T> target, List<T> declared) {
        return target.stream().skip(declared.size());
    }

    private TableChange change(TablePair tables, List<Difference> served) {
        boolean renamed =
                served.stream()
                        .anyMatch(difference -> difference.change() == Difference.Change.RENAMED);
        return new TableChange(
                tables,
                served,
                newIndexes(tables.target()),
                stayingIndexes(tables.live(), renamed),
                served.isEmpty() ? List.of() : stayingTriggers(tables, renamed),
                input.original().virtualTables().stream()
                        .filter(table -> draft.keeps(ObjectKind.VIRTUAL_TABLE, table.name()))
                        .toList());
    }

    private List<Index> newIndexes(Table table) {
        return input.wanted().indexes().stream()
                .filter(index -> Identifier.same(index.table(), table.name()))
                .filter(index -> draft.creates(ObjectKind.INDEX, index.name()))
                .toList();
    }

    private List<Index> stayingIndexes(Table table, boolean renamed) {
        return input.live().indexes().stream()
                .filter(index -> Identifier.same(index.table(), table.name()))
                .filter(index -> !draft.drops(ObjectKind.INDEX, index.name()))
                .map(index -> renamed ? withNewNames(index) : index)
                .toList();
    }

    private Index withNewNames(Index index) {
        return new Index(
                index.name(),
                index.table(),
                index.unique(),
                index.columns(),
                index.where(),
                rendering.render(index));
    }

    private List<Trigger> stayingTriggers(TablePair tables, boolean renamed) {
        List<Trigger> staying = new ArrayList<>();
        for (Trigger trigger : input.live().triggers()) {
            if (!Identifier.same(trigger.table(), tables.live().name())
                    || draft.drops(ObjectKind.TRIGGER, trigger.name())) {
                continue;
            }
            Optional<Trigger> wanted = input.wanted().trigger(trigger.name());
            if (renamed && wanted.isEmpty()) {
                draft.refusals.add(
                        new Refusal(
                                trigger.name(),
                                "this trigger is not declared and would need the new names of '"
                                        + tables.target().name()
                                        + "' to be made again",
                                "declare it, or sync with pruning"));
            }
            staying.add(renamed ? wanted.orElse(trigger) : trigger);
        }
        return staying;
    }
}
