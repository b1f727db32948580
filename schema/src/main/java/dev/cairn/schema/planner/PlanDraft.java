package dev.cairn.schema.planner;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.dialect.Proposal;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    final List<PlanStep> readers = new ArrayList<>();
    final List<PlanStep> triggerCreations = new ArrayList<>();
    final List<DataCheck> checks = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<Difference> leftAlone = new ArrayList<>();

    /** Takes what a dialect proposes; its steps go where that kind of object has its place. */
    void take(Proposal proposal, List<PlanStep> phase) {
        phase.addAll(proposal.steps());
        proposal.readers().stream()
                .filter(step -> readers.stream().noneMatch(known -> doesSame(known, step)))
                .forEach(readers::add);
        checks.addAll(proposal.checks());
        refusals.addAll(proposal.refusals());
    }

    private static boolean doesSame(PlanStep one, PlanStep other) {
        return one.object().equals(other.object()) && one.statements().equals(other.statements());
    }

    /** Returns where the steps stand that drop objects of a kind. */
    List<PlanStep> drops(ObjectKind kind) {
        return switch (kind) {
            case TRIGGER -> triggerDrops;
            case VIEW -> viewDrops;
            case INDEX -> indexDrops;
            case VIRTUAL_TABLE -> virtualTableDrops;
            default -> tableDrops;
        };
    }

    /** Returns where the steps stand that make objects of a kind. */
    List<PlanStep> creations(ObjectKind kind) {
        return switch (kind) {
            case TRIGGER -> triggerCreations;
            case VIEW -> viewCreations;
            case INDEX -> indexCreations;
            case VIRTUAL_TABLE -> virtualTables;
            default -> tableCreations;
        };
    }

    /** Returns whether an object is dropped, for good or for a while. */
    boolean drops(ObjectKind kind, String name) {
        return Stream.of(drops(kind), tableDropsInTheWay)
                .flatMap(List::stream)
                .anyMatch(step -> step.object().kind() == kind && isNamed(step, name));
    }

    /** Returns whether an object is made. */
    boolean creates(ObjectKind kind, String name) {
        return creations(kind).stream()
                .anyMatch(step -> step.action() == Action.CREATE && isNamed(step, name));
    }

    /** Returns whether an object is left as it is. */
    boolean keeps(ObjectKind kind, String name) {
        return !drops(kind, name)
                && creations(kind).stream().noneMatch(step -> isNamed(step, name));
    }

    private static boolean isNamed(PlanStep step, String name) {
        return Identifier.same(step.object().name(), name);
    }

    /** Returns the keys of the views that are dropped. */
    Set<String> droppedViews() {
        return viewDrops.stream()
                .map(step -> Identifier.key(step.object().name()))
                .collect(Collectors.toSet());
    }

    SchemaPlan plan(String fingerprint) {
        List<PlanStep> steps =
                Stream.of(
                                triggerDrops,
                                viewDrops,
                                indexDrops,
                                tableDropsInTheWay,
                                renames,
                                tableCreations,
                                tableChanges,
                                virtualTableDrops,
                                tableDrops,
                                indexCreations,
                                viewCreations,
                                virtualTables,
                                readers,
                                triggerCreations)
                        .flatMap(List::stream)
                        .toList();
        return new SchemaPlan(fingerprint, steps, checks, refusals, leftAlone);
    }
}
