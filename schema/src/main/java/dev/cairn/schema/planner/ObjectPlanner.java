package dev.cairn.schema.planner;

import static java.util.function.Predicate.not;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plans for objects that are made and dropped as a whole: tables, indexes, views, triggers. What
 * goes with another object, or must stand aside meanwhile, is made again at the end.
 */
final class ObjectPlanner {

    private final PlanInput input;
    private final PlanDraft draft;
    private final TableDialect dialect;

    ObjectPlanner(PlanInput input, PlanDraft draft, TableDialect dialect) {
        this.input = input;
        this.draft = draft;
        this.dialect = dialect;
    }

    /** A name that belongs to another kind of object is freed before anything else. */
    void replaceKind(String name, List<String> causes) {
        Schema original = input.original();
        original.view(name).ifPresent(view -> drop(ObjectKind.VIEW, name, causes));
        original.table(name).ifPresent(table -> dropInTheWay(table, causes));
        original.virtualTable(name).ifPresent(table -> dropInTheWay(table, causes));
        Schema wanted = input.wanted();
        wanted.table(name)
                .filter(table -> input.live().table(name).isEmpty())
                .ifPresent(table -> create(ObjectKind.TABLE, name, causes));
        wanted.view(name).ifPresent(view -> create(ObjectKind.VIEW, name, causes));
        wanted.virtualTable(name)
                .ifPresent(table -> create(ObjectKind.VIRTUAL_TABLE, name, causes));
    }

    private void dropInTheWay(SchemaObject table, List<String> causes) {
        forbidLosingRows(table.name());
        dropWithParts(table, causes, draft.tableDropsInTheWay);
    }

    private void forbidLosingRows(String table) {
        if (!input.prunes() && input.facts().rowsOf(table) > 0) {
            String rows = " FROM " + Identifier.quote(table);
            draft.checks.add(
                    new DataCheck(
                            "drop table " + table,
                            "would be lost",
                            "sync with pruning to drop them",
                            input.facts().rowsOf(table),
                            Optional.empty(),
                            "SELECT count(*), count(*)" + rows,
                            "SELECT *" + rows + " LIMIT " + DataCheck.SAMPLES));
        }
    }

    /** Makes an object as it is declared, once. */
    void create(ObjectKind kind, String name, List<String> causes) {
        if (!draft.creates(kind, name)) {
            SchemaObject object = PlanInput.object(input.wanted(), kind, name).orElseThrow();
            draft.take(dialect.create(object, causes, input), draft.creations(kind));
        }
    }

    /** Drops an object with what stands on it, once. */
    void drop(ObjectKind kind, String name, List<String> causes) {
        SchemaObject object = PlanInput.object(input.original(), kind, name).orElseThrow();
        dropWithParts(object, causes, draft.drops(kind));
    }

    private void dropWithParts(SchemaObject object, List<String> causes, List<PlanStep> phase) {
        ObjectKind kind = ObjectKind.of(object);
        String name = object.name();
        if (draft.drops(kind, name)) {
            return;
        }
        if (kind == ObjectKind.TABLE) {
            input.original().indexes().stream()
                    .filter(index -> Identifier.same(index.table(), name))
                    .forEach(index -> drop(ObjectKind.INDEX, index.name(), causes));
            triggersOn(name).forEach(trigger -> drop(ObjectKind.TRIGGER, trigger.name(), causes));
        }
        phase.add(dialect.drop(object, causes, input));
        if (kind == ObjectKind.VIEW) {
            List<String> why = List.of("view '" + name + "' is made again");
            triggersOn(name).stream()
                    .filter(trigger -> !draft.drops(ObjectKind.TRIGGER, trigger.name()))
                    .forEach(trigger -> suspend(trigger, why));
        }
    }

    private List<Trigger> triggersOn(String name) {
        return input.original().triggers().stream()
                .filter(trigger -> Identifier.same(trigger.table(), name))
                .toList();
    }

    /** Changes a table of a module. */
    void changeVirtualTable(Difference difference) {
        String name = difference.object();
        draft.take(
                dialect.change(
                        input.original().virtualTable(name).orElseThrow(),
                        input.wanted().virtualTable(name).orElseThrow(),
                        difference,
                        input),
                draft.virtualTables);
    }

    /**
     * Takes away, until the end, the views and triggers that must stand aside while tables change.
     *
     * @param differences what differs in the tables
     */
    void suspend(List<Difference> differences) {
        Predicate<SchemaObject> aside =
                object ->
                        !draft.drops(ObjectKind.of(object), object.name())
                                && dialect.mustStandAside(
                                        object, differences, draft.droppedViews(), input.facts());
        boolean found = true;
        while (found) {
            List<View> views = input.original().views().stream().filter(aside).toList();
            views.stream().filter(not(this::isSuspended)).forEach(this::suspend);
            found = !views.isEmpty();
        }
        input.original().triggers().stream()
                .filter(aside)
                .forEach(trigger -> suspend(trigger, cannotBeRead(trigger)));
    }

    private boolean isSuspended(View view) {
        return draft.drops(ObjectKind.VIEW, view.name());
    }

    private void suspend(View view) {
        List<String> why = cannotBeRead(view);
        drop(ObjectKind.VIEW, view.name(), why);
        SchemaObject again = input.wanted().view(view.name()).orElse(view);
        draft.take(dialect.create(again, why, input), draft.viewCreations);
    }

    private static List<String> cannotBeRead(SchemaObject object) {
        return List.of("'" + object.name() + "' cannot be read meanwhile");
    }

    private void suspend(Trigger trigger, List<String> causes) {
        drop(ObjectKind.TRIGGER, trigger.name(), causes);
        Optional<Trigger> wanted = input.wanted().trigger(trigger.name());
        boolean goes = wanted.isEmpty() && (input.prunes() || !hasTableAfter(trigger));
        if (!goes && !draft.creates(ObjectKind.TRIGGER, trigger.name())) {
            draft.take(
                    dialect.create(wanted.orElse(trigger), causes, input), draft.triggerCreations);
        }
    }

    /** Returns whether an undeclared trigger still has something of the right kind to stand on. */
    private boolean hasTableAfter(Trigger trigger) {
        boolean onView = input.original().view(trigger.table()).isPresent();
        boolean tableNow = input.wanted().table(trigger.table()).isPresent();
        return !(onView && tableNow);
    }
}
