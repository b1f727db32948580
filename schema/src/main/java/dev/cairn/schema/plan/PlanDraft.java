package dev.cairn.schema.plan;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan while it is made. The lists are in the order in which they are carried out: whatever is in
 * the way goes first, what depends on tables comes back last.
 */
final class PlanDraft {

    final List<PlanStep> triggerDrops = new ArrayList<>();
    final List<PlanStep> viewDrops = new ArrayList<>();
    final List<PlanStep> indexDrops = new ArrayList<>();
    final List<PlanStep> tableDropsInTheWay = new ArrayList<>();
    final List<PlanStep> renames = new ArrayList<>();
    final List<PlanStep> tableCreations = new ArrayList<>();
    final List<PlanStep> tableChanges = new ArrayList<>();
    final List<PlanStep> virtualTableDrops = new ArrayList<>();
    final List<PlanStep> tableDrops = new ArrayList<>();
    final List<PlanStep> indexCreations = new ArrayList<>();
    final List<PlanStep> viewCreations = new ArrayList<>();
    final List<PlanStep> virtualTables = new ArrayList<>();
    final List<PlanStep> fills = new ArrayList<>();
    final List<PlanStep> triggerCreations = new ArrayList<>();

    final List<DataCheck> checks = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<Difference> leftAlone = new ArrayList<>();

    private final Set<String> droppedTriggers = new HashSet<>();
    private final Set<String> droppedViews = new HashSet<>();
    private final Set<String> droppedIndexes = new HashSet<>();

    /** Drops a trigger once, however many reasons there are. */
    void drop(Trigger trigger, List<String> causes) {
        if (droppedTriggers.add(Identifier.key(trigger.name()))) {
            triggerDrops.add(new PlanStep.DropTrigger(trigger, causes));
        }
    }

    void drop(View view, List<String> causes) {
        if (droppedViews.add(Identifier.key(view.name()))) {
            viewDrops.add(new PlanStep.DropView(view, causes));
        }
    }

    void drop(Index index, long rows, List<String> causes) {
        if (droppedIndexes.add(Identifier.key(index.name()))) {
            indexDrops.add(new PlanStep.DropIndex(index, rows, causes));
        }
    }

    boolean drops(Trigger trigger) {
        return droppedTriggers.contains(Identifier.key(trigger.name()));
    }

    boolean creates(Trigger trigger) {
        return triggerCreations.stream()
                .anyMatch(step ->
                        step instanceof PlanStep.CreateTrigger create
                                && Identifier.same(create.trigger().name(), trigger.name()));
    }

    boolean drops(View view) {
        return droppedViews.contains(Identifier.key(view.name()));
    }

    boolean drops(Index index) {
        return droppedIndexes.contains(Identifier.key(index.name()));
    }

    Set<String> droppedViewNames() {
        return Set.copyOf(droppedViews);
    }

    SchemaPlan plan(String fingerprint) {
        return new SchemaPlan(fingerprint, steps(), checks, refusals, leftAlone);
    }

    private List<PlanStep> steps() {
        List<PlanStep> steps = new ArrayList<>();
        steps.addAll(triggerDrops);
        steps.addAll(viewDrops);
        steps.addAll(indexDrops);
        steps.addAll(tableDropsInTheWay);
        steps.addAll(renames);
        steps.addAll(tableCreations);
        steps.addAll(tableChanges);
        steps.addAll(virtualTableDrops);
        steps.addAll(tableDrops);
        steps.addAll(indexCreations);
        steps.addAll(viewCreations);
        steps.addAll(virtualTables);
        steps.addAll(fills);
        steps.addAll(triggerCreations);
        return steps;
    }
}
