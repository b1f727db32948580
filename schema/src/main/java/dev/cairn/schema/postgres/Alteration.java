package dev.cairn.schema.postgres;

import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.postgres.catalog.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How one object is made or changed: steps, what the rows are asked before, and refusals. */
final class Alteration {

    private final List<PlanStep> steps = new ArrayList<>();
    private final List<DataCheck> checks = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<ObjectId> blocking = new TreeSet<>();
    private final Set<ObjectId> remade = new TreeSet<>();
    private boolean replaces;

    /** Adds a step of one transactional statement. */
    Alteration step(Action action, ObjectId id, String description, String... statements) {
        return add(action, id, description, List.of(statements), List.of(), 0);
    }

    /** Adds a step of transactional statements that costs something. */
    Alteration add(
            Action action,
            ObjectId id,
            String description,
            List<String> statements,
            List<Hazard> hazards,
            long rows) {
        if (!statements.isEmpty()) {
            steps.add(
                    PlanStep.of(
                                    action,
                                    id.objectName(),
                                    description,
                                    Effect.of(rows),
                                    statements.stream().map(Statement::of).toList())
                            .risking(hazards));
        }
        return this;
    }

    /** Adds a step of statements that run after the transaction, one by one. */
    Alteration online(
            Action action,
            ObjectId id,
            String description,
            List<String> statements,
            List<Hazard> hazards,
            long rows) {
        steps.add(
                PlanStep.of(
                                action,
                                id.objectName(),
                                description,
                                Effect.of(rows),
                                statements.stream().map(Statement::outside).toList())
                        .risking(hazards));
        return this;
    }

    /**
     * Says that the last step is undone by statements outside of a transaction, so that a later
     * step may fail because of the rows. They must also be right if the step was not done.
     */
    Alteration undoneBy(String... statements) {
        PlanStep last = steps.removeLast();
        steps.add(
                last.undoneBy(
                        PlanStep.of(
                                Action.DROP,
                                last.object(),
                                "undo: " + last.description(),
                                Effect.NONE,
                                Stream.of(statements).map(Statement::outside).toList())));
        return this;
    }

    Alteration add(PlanStep step) {
        steps.add(step);
        return this;
    }

    Alteration check(DataCheck check) {
        checks.add(check);
        return this;
    }

    Alteration refuse(ObjectId id, String reason, String remedy) {
        refusals.add(new Refusal(id.path(), reason, remedy));
        return this;
    }

    /** Requires that dependent objects are dropped before and created again afterwards. */
    Alteration blocks(ObjectId id) {
        blocking.add(id);
        return this;
    }

    /** Notes that the steps drop an object and create it again, so that nothing may use it. */
    Alteration remakes(ObjectId id) {
        remade.add(id);
        return this;
    }

    /** Notes that the object cannot be changed in place: it is dropped and created again. */
    Alteration replace() {
        replaces = true;
        return this;
    }

    List<PlanStep> steps() {
        return steps;
    }

    List<DataCheck> checks() {
        return checks;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    Set<ObjectId> blocking() {
        return blocking;
    }

    Set<ObjectId> remade() {
        return remade;
    }

    boolean replaces() {
        return replaces;
    }
}
