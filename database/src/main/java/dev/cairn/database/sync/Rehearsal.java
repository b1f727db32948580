package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StructuralTransaction;
import dev.cairn.database.sqlite.TemporaryDatabase;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaFingerprint;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final List<PlanStep> steps;

    private Rehearsal(DatabaseDriver stage, List<PlanStep> steps) {
        this.stage = stage;
        this.steps = steps;
    }

    /**
     * Returns what a plan would break.
     *
     * @param driver the database that the plan is for
     */
    static List<Obstacle> obstacles(DatabaseDriver driver, SchemaPlan plan) {
        if (!plan.refusals().isEmpty() || plan.steps().isEmpty()) {
            return List.of();
        }
        Optional<TemporaryDatabase> opened = open();
        if (opened.isEmpty()) {
            return List.of();
        }
        try (TemporaryDatabase temporary = opened.get()) {
            DatabaseDriver stage = temporary.driver();
            return isSetUp(driver, stage, plan.fingerprint())
                    ? new Rehearsal(stage, plan.steps()).run()
                    : List.of();
        }
    }

    /** There may be no place for temporary files. */
    private static Optional<TemporaryDatabase> open() {
        try {
            return Optional.of(TemporaryDatabase.open());
        } catch (DatabaseException e) {
            return unlessTransient(e, Optional.empty());
        }
    }

    /** What is not exactly the schema that was planned for would tell nothing. */
    private static boolean isSetUp(DatabaseDriver driver, DatabaseDriver stage, String schema) {
        try {
            stage.execute("PRAGMA synchronous = OFF");
            new SchemaCopy(driver, stage).make();
            return SchemaFingerprint.of(stage.inspectSchema()).equals(schema);
        } catch (DatabaseException e) {
            return unlessTransient(e, false);
        }
    }

    private List<Obstacle> run() {
        return StructuralTransaction.run(stage, this::played);
    }

    private List<Obstacle> played() {
        PlanExecutor executor = new PlanExecutor(stage, ProgressListener.NONE);
        PlanExecutor.State before = executor.stateBefore(stage.inspectSchema(), steps);
        for (PlanStep step : steps) {
            try {
                executor.run(step);
            } catch (DatabaseException e) {
                return unlessTransient(e, List.of(impossible(step, e)));
            }
        }
        return worse(before, executor.stateAfter(stage.inspectSchema(), steps));
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

    private static <T> T unlessTransient(DatabaseException e, T otherwise) {
        return switch (e.code().kind()) {
            case TRANSIENT -> throw e;
            case PERMANENT, REFUSED, USAGE -> otherwise;
        };
    }

    private static Obstacle impossible(PlanStep step, DatabaseException e) {
        return obstacle(
                step.description(), String.valueOf(e.getMessage()), "correct the definition");
    }

    private static Obstacle afterwards(String problem, String remedy) {
        return obstacle("carry out the plan", "afterwards " + problem, remedy);
    }

    private static Obstacle obstacle(String subject, String problem, String remedy) {
        return new Obstacle(subject, problem, remedy, 0, 0, List.of());
    }
}
