package dev.cairn.schema.planner;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Difference.Aspect;
import dev.cairn.schema.Difference.Change;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.plan.SchemaFingerprint;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One plan while it is made. */
final class Planning {

    private final PlanInput input;
    private final TableDialect dialect;
    private final PlanDraft draft = new PlanDraft();
    private final ObjectPlanner objects;
    private final TablePlanner tables;
    private final Map<String, List<Difference>> byTable = new LinkedHashMap<>();

    Planning(PlanInput input, TableDialect dialect) {
        this.input = input;
        this.dialect = dialect;
        this.objects = new ObjectPlanner(input, draft, dialect);
        this.tables = new TablePlanner(input, draft, dialect);
    }

    SchemaPlan plan(List<Difference> differences) {
        differences.forEach(this::serve);
        objects.suspend(byTable.values().stream().flatMap(List::stream).toList());
        draft.renames.addAll(new RenamePlanner(dialect, input).steps());
        byTable.forEach(tables::change);
        draft.refusals.addAll(new MissingParents(input).refusals());
        draft.leftAlone.removeIf(this::goesWithItsTable);
        return draft.plan(SchemaFingerprint.of(input.original()));
    }

    private void serve(Difference difference) {
        String name = difference.object();
        boolean opaque = difference.kind() == ObjectKind.OPAQUE;
        if (difference.isLeftAlone() && (!input.prunes() || opaque)) {
            draft.leftAlone.add(difference);
        } else if (opaque) {
            refuseOpaque(difference);
        } else if (difference.aspect() == Aspect.KIND) {
            objects.replaceKind(name, List.of(difference.reason()));
        } else if (isPartOfTable(difference)) {
            differencesOf(name).add(difference);
        } else if (difference.is(ObjectKind.VIRTUAL_TABLE, Change.CHANGED)) {
            objects.changeVirtualTable(difference);
        } else {
            replace(difference);
        }
    }

    /** Returns whether a table stays that differs in itself, in a column or in a constraint. */
    private static boolean isPartOfTable(Difference difference) {
        return switch (difference.kind()) {
            case TABLE ->
                    difference.change() == Change.RENAMED || difference.change() == Change.CHANGED;
            case COLUMN, PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, NOT_NULL -> true;
            default -> false;
        };
    }

    /** What is made and dropped as a whole is changed by both. */
    private void replace(Difference difference) {
        List<String> causes = List.of(difference.reason());
        if (difference.change() != Change.MISSING) {
            objects.drop(difference.kind(), difference.object(), causes);
        }
        if (difference.change() != Change.UNDECLARED) {
            objects.create(difference.kind(), difference.object(), causes);
            // The rows of its table are asked whether they can have the new index.
            input.wanted()
                    .index(difference.object())
                    .filter(index -> difference.kind() == ObjectKind.INDEX && canFail(index))
                    .map(Index::table)
                    .ifPresent(this::differencesOf);
        }
    }

    private static boolean canFail(Index index) {
        return index.unique()
                || index.where().isPresent()
                || !index.columns().stream().allMatch(IndexedColumn::isColumn);
    }

    private List<Difference> differencesOf(String table) {
        return byTable.computeIfAbsent(Identifier.key(table), key -> new ArrayList<>());
    }

    private void refuseOpaque(Difference difference) {
        draft.refusals.add(
                new Refusal(
                        difference.path(),
                        "an object of that name is there that cannot be understood",
                        "drop or rename it first"));
    }

    /** An index or trigger cannot stay where the object that it stands on does not. */
    private boolean goesWithItsTable(Difference difference) {
        return draft.drops(difference.kind(), difference.object())
                && !draft.creates(difference.kind(), difference.object());
    }
}
