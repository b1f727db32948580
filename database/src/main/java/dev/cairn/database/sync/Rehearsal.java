package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.schema.Schema;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaFingerprint;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries a plan out on a database of the same schema without rows, to know beforehand what only
 * its end shows: which views and triggers it would break, and which foreign keys could no longer be
 * checked. So a dry run says the same as a real one.
 *
 * <p>A schema that cannot be made a second time, because a program adds functions or collations to
 * it, is not rehearsed; the checks before the commit are the same and come in any case.
 */
final class Rehearsal {

    private final DatabaseDriver stage;
    private final Schema before;
    private final List<PlanStep> steps;

    private Rehearsal(DatabaseDriver stage, Schema before, List<PlanStep> steps) {
        this.stage = stage;
        this.before = before;
        this.steps = steps;
    }

    /**
     * Returns what a plan would break.
     *
     * @param driver the database that the plan is for
     * @param live its schema
     */
    static List<Obstacle> obstacles(DatabaseDriver driver, Schema live, SchemaPlan plan) {
        if (!plan.refusals().isEmpty() || plan.steps().isEmpty()) {
            return List.of();
        }
        try {
            List<Obstacle> found = rehearsed(driver, live, plan);
            // What is not exactly the schema that was planned for would tell nothing.
            return found.isEmpty() || isCopiedExactly(driver, live) ? found : List.of();
        } catch (DatabaseException e) {
            return notRehearsed(e);
        }
    }

    private static List<Obstacle> rehearsed(DatabaseDriver driver, Schema live, SchemaPlan plan) {
        Engine engine = Engine.of(driver);
        try (EmptyDatabase temporary = engine.openEmptyDatabase()) {
            DatabaseDriver stage = temporary.driver();
            engine.copyStructure(driver, live, stage);
            return new Rehearsal(stage, live, plan.steps()).run();
        }
    }

    /** The copy is read only when that matters, because to read it takes longer than to make it. */
    private static boolean isCopiedExactly(DatabaseDriver driver, Schema live) {
        Engine engine = Engine.of(driver);
        try (EmptyDatabase temporary = engine.openEmptyDatabase()) {
            engine.copyStructure(driver, live, temporary.driver());
            return SchemaFingerprint.ofStructure(temporary.driver().inspectSchema())
                    .equals(SchemaFingerprint.ofStructure(live));
        }
    }

    /** There may be no place for temporary files, or a module may be missing. */
    private static List<Obstacle> notRehearsed(DatabaseException e) {
        boolean saysNothing =
                switch (e.code()) {
                    case INVALID_CONFIGURATION, CONNECTION_LOST, NOT_CONNECTED, IN_DOUBT -> true;
                    default -> e.code().isStop();
                };
        if (saysNothing) {
            throw e;
        }
        return List.of();
    }

    private List<Obstacle> run() {
        List<Obstacle> obstacles = Engine.of(stage).changeStructure(stage, this::played);
        return obstacles.isEmpty() ? finished() : obstacles;
    }

    /** What runs after the transaction is part of the plan too. */
    private List<Obstacle> finished() {
        if (steps.stream().noneMatch(PlanStep::isOnline)) {
            return List.of();
        }
        try {
            new PlanExecutor(stage, ProgressListener.NONE).runOnline(steps);
            return List.of();
        } catch (DatabaseException e) {
            if (e.code().kind() == DatabaseErrorCode.Kind.TRANSIENT || e.code().isStop()) {
                throw e;
            }
            return List.of(
                    obstacle(
                            "carry out the plan",
                            String.valueOf(e.getMessage()),
                            "correct the definition"));
        }
    }

    private List<Obstacle> played() {
        PlanExecutor executor = new PlanExecutor(stage, ProgressListener.NONE);
        PlanExecutor.State state = executor.stateBefore(before, steps);
        for (PlanStep step : steps) {
            try {
                if (!step.isOnline()) {
                    executor.run(step);
                }
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.REFUSED) {
                    throw e;
                }
                return List.of(impossible(step, e));
            }
        }
        return worse(state, executor.stateAfter(stage::inspectSchema, steps));
    }

    private static List<Obstacle> worse(PlanExecutor.State before, PlanExecutor.State after) {
        List<Obstacle> obstacles = new ArrayList<>();
        after.newlyBroken(before)
                .forEach((name, reason) ->
                        obstacles.add(
                                afterwards(
                                        "'" + name + "' could not be used: " + reason,
                                        "declare it as it shall be then, or drop it")));
        after.orphans()
                .worseThan(before.orphans())
                .forEach(line ->
                        obstacles.add(afterwards(line, "declare the key that it refers to")));
        return obstacles;
    }

    private static Obstacle impossible(PlanStep step, DatabaseException e) {
        String reason =
                String.valueOf(e.getMessage())
                        .replace("cannot " + step.description() + ", nothing was changed: ", "");
        return obstacle(step.description(), reason, "correct the definition");
    }

    private static Obstacle afterwards(String problem, String remedy) {
        return obstacle("carry out the plan", "afterwards " + problem, remedy);
    }

    private static Obstacle obstacle(String subject, String problem, String remedy) {
        return new Obstacle(subject, problem, remedy, 0, 0, List.of());
    }
}
