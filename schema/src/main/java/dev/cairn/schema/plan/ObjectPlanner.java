package dev.cairn.schema.plan;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.sqlite.text.ObjectText;
import java.util.List;
import java.util.Optional;

/**
 * Plans for objects that are made and dropped as a whole: tables, indexes, views, triggers. What
 * goes with another object, or is in the way of reading the schema meanwhile, is made again at the
 * end.
 */
final class ObjectPlanner {

    private final PlanInput input;
    private final PlanDraft draft;
    private final VirtualTablePlanner virtualTables;

    ObjectPlanner(PlanInput input, PlanDraft draft, VirtualTablePlanner virtualTables) {
        this.input = input;
        this.draft = draft;
        this.virtualTables = virtualTables;
    }

    /** A name that belongs to another kind of object is freed before anything else. */
    void replaceKind(String name, List<String> causes) {
        input.original().view(name).ifPresent(view -> dropView(name, causes));
        input.original()
                .table(name)
                .ifPresent(table -> {
                    forbidLosingRows(table.name());
                    dropTable(table, causes, draft.tableDropsInTheWay);
                });
        input.original()
                .virtualTable(name)
                .ifPresent(table -> {
                    forbidLosingRows(table.name());
                    virtualTables.drop(table, causes, draft.tableDropsInTheWay);
                });
        input.wanted()
                .table(name)
                .filter(table -> input.live().table(name).isEmpty())
                .ifPresent(table -> createTable(name, causes));
        input.wanted().view(name).ifPresent(view -> createView(name, causes));
        input.wanted().virtualTable(name).ifPresent(table -> virtualTables.create(name, causes));
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

    private void dropTable(Table table, List<String> causes, List<PlanStep> phase) {
        input.original().indexes().stream()
                .filter(index -> Identifier.same(index.table(), table.name()))
                .forEach(index -> draft.drop(index, input.facts().rowsOf(table.name()), causes));
        dropTriggersOn(table.name(), causes);
        phase.add(new PlanStep.DropTable(table, input.facts().rowsOf(table.name()), causes));
    }

    void dropTable(String name, List<String> causes) {
        dropTable(input.original().table(name).orElseThrow(), causes, draft.tableDrops);
    }

    void dropTrigger(String name, List<String> causes) {
        draft.drop(input.original().trigger(name).orElseThrow(), causes);
    }

    void createTable(String name, List<String> causes) {
        Table table = input.wanted().table(name).orElseThrow();
        draft.tableCreations.add(new PlanStep.CreateTable(table, causes));
    }

    private void dropTriggersOn(String name, List<String> causes) {
        input.original().triggers().stream()
                .filter(trigger -> Identifier.same(trigger.table(), name))
                .forEach(trigger -> draft.drop(trigger, causes));
    }

    void createIndex(String name, List<String> causes) {
        Index index = input.wanted().index(name).orElseThrow();
        draft.indexCreations.add(
                new PlanStep.CreateIndex(index, input.rowsOf(index.table()), causes));
    }

    void dropIndex(String name, List<String> causes) {
        Index index = input.original().index(name).orElseThrow();
        draft.drop(index, input.facts().rowsOf(index.table()), causes);
    }

    void createView(String name, List<String> causes) {
        View view = input.wanted().view(name).orElseThrow();
        draft.viewCreations.add(new PlanStep.CreateView(view, causes));
    }

    /** The triggers of a view go with it; those that are to stay are made again. */
    void dropView(String name, List<String> causes) {
        View view = input.original().view(name).orElseThrow();
        draft.drop(view, causes);
        List<String> why = List.of("view '" + name + "' is made anew");
        input.original().triggers().stream()
                .filter(trigger -> Identifier.same(trigger.table(), name))
                .filter(trigger -> !draft.drops(trigger))
                .forEach(trigger -> suspend(trigger, why));
    }

    void createTrigger(String name, List<String> causes) {
        Trigger trigger = input.wanted().trigger(name).orElseThrow();
        if (!draft.creates(trigger)) {
            draft.triggerCreations.add(new PlanStep.CreateTrigger(trigger, causes));
        }
    }

    /**
     * Takes away, until the end, what SQLite could not read on the way: what is broken already, and
     * what needs an object that is dropped first and made again later.
     */
    void suspendWhatCannotBeRead() {
        boolean found = true;
        while (found) {
            found = false;
            for (View view : input.original().views()) {
                if (!draft.drops(view) && isUnreadable(view.name(), view.sql())) {
                    List<String> why = List.of("'" + view.name() + "' cannot be read meanwhile");
                    dropView(view.name(), why);
                    draft.viewCreations.add(
                            new PlanStep.CreateView(
                                    input.wanted().view(view.name()).orElse(view), why));
                    found = true;
                }
            }
        }
        for (Trigger trigger : input.original().triggers()) {
            if (!draft.drops(trigger) && isUnreadable(trigger.name(), trigger.sql())) {
                suspend(trigger, List.of("'" + trigger.name() + "' cannot be read meanwhile"));
            }
        }
    }

    private boolean isUnreadable(String name, String sql) {
        return input.facts().isBroken(name)
                || ObjectText.names(sql).stream().anyMatch(draft.droppedViewNames()::contains);
    }

    private void suspend(Trigger trigger, List<String> causes) {
        draft.drop(trigger, causes);
        boolean undeclared = input.wanted().trigger(trigger.name()).isEmpty();
        if (draft.creates(trigger) || (undeclared && (input.prunes() || !hasTableAfter(trigger)))) {
            return;
        }
        draft.triggerCreations.add(
                new PlanStep.CreateTrigger(
                        input.wanted().trigger(trigger.name()).orElse(trigger), causes));
    }

    /** Returns whether an undeclared trigger still has something of the right kind to stand on. */
    private boolean hasTableAfter(Trigger trigger) {
        boolean onView = input.original().view(trigger.table()).isPresent();
        boolean tableNow = input.wanted().table(trigger.table()).isPresent();
        return !(onView && tableNow);
    }
}
