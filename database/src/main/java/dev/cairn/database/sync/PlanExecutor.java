package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.file.FailPoint;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Carries out steps in an open transaction and makes sure of what they left behind. */
public final class PlanExecutor {

    private final DatabaseDriver driver;
    private final ProgressListener progress;

    /** Makes an executor that works through a driver in a transaction. */
    public PlanExecutor(DatabaseDriver driver, ProgressListener progress) {
        this.driver = driver;
        this.progress = progress;
    }

    /** Runs the statements of all steps, in order, in the open transaction. */
    public void run(List<PlanStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            PlanStep step = steps.get(i);
            progress.progress(step.description(), i, steps.size());
            if (!step.isOnline()) {
                run(step);
            }
            FailPoint.reached("sync-step");
        }
        progress.progress("steps done", steps.size(), steps.size());
    }

    /**
     * Runs the steps that cannot be in a transaction, in order, when that has ended. What is done
     * stays when a later one fails; the next run does the rest.
     */
    public void runOnline(List<PlanStep> steps) {
        List<PlanStep> online = steps.stream().filter(PlanStep::isOnline).toList();
        for (int i = 0; i < online.size(); i++) {
            PlanStep step = online.get(i);
            progress.progress(step.description(), i, online.size());
            for (Statement statement : step.statements()) {
                runOutside(step, statement);
                FailPoint.reached("sync-online-statement");
            }
        }
    }

    private void runOutside(PlanStep step, Statement statement) {
        try {
            Engine.of(driver).executeOutside(driver, statement.sql());
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    e.code(),
                    "cannot "
                            + step.description()
                            + " after the transaction was committed: "
                            + e.getMessage()
                            + " (in: "
                            + statement.sql()
                            + "); run the sync again to finish",
                    e.details(),
                    e);
        }
    }

    /** Runs the statements of one step. */
    void run(PlanStep step) {
        for (Statement statement : step.statements()) {
            try {
                run(step, statement);
            } catch (DatabaseException e) {
                throw failed(step, statement.sql(), e);
            }
        }
    }

    private void run(PlanStep step, Statement statement) {
        if (!statement.inTransaction()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "a statement that must not be in a transaction was planned in one: "
                            + statement.sql());
        }
        if (statement.inPieces().isPresent()) {
            new StatementInPieces(driver, progress, step).run(statement);
        } else {
            driver.execute(statement.sql());
        }
    }

    /** What forbids a step is a reason to refuse it; what may pass, or breaks a disk, is not. */
    private DatabaseException failed(PlanStep step, String statement, DatabaseException cause) {
        List<String> rows =
                cause.code() == DatabaseErrorCode.CONSTRAINT
                        ? Engine.of(driver).contradictingRows(driver, touched(List.of(step)))
                        : List.of();
        if (!rows.isEmpty()) {
            return new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot %s, nothing was changed: %s; the rows broke the constraint before, fix them first"
                            .formatted(step.description(), String.join("; ", rows)),
                    rows,
                    cause);
        }
        DatabaseErrorCode code =
                switch (cause.code()) {
                    case CONSTRAINT, INVALID_STATEMENT, TOO_LARGE -> DatabaseErrorCode.REFUSED;
                    default -> cause.code();
                };
        return new DatabaseException(
                code,
                "cannot "
                        + step.description()
                        + ", nothing was changed: "
                        + String.valueOf(cause.getMessage())
                                .replaceFirst("^cannot run the statement: ", "")
                        + " (in: "
                        + statement
                        + ")",
                List.of(),
                cause);
    }

    /** What can be compared before and after. */
    record State(Map<String, String> broken, OrphanCount orphans) {

        State {
            broken = Map.copyOf(broken);
        }

        /** Returns why views and triggers cannot be used that could before, by their names. */
        Map<String, String> newlyBroken(State before) {
            Map<String, String> newly = new TreeMap<>(broken);
            newly.keySet().removeAll(before.broken().keySet());
            return newly;
        }
    }

    /** Returns the state before steps, in terms of the names that they lead to. */
    State stateBefore(Schema schema, List<PlanStep> steps) {
        Map<String, String> names = new HashMap<>();
        for (PlanStep step : steps) {
            if (step.object().member().isEmpty()) {
                step.effect().newName().ifPresent(to -> follow(names, step.object().name(), to));
            }
        }
        return state(() -> schema, touched(steps), key -> names.getOrDefault(key, key));
    }

    /** Returns the state when the steps are done. */
    State stateAfter(Supplier<Schema> schema, List<PlanStep> steps) {
        return state(schema, touched(steps), UnaryOperator.identity());
    }

    private static void follow(Map<String, String> names, String formerName, String newName) {
        String from = Identifier.key(formerName);
        String to = Identifier.key(newName);
        String origin =
                names.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(from))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(from);
        names.put(origin, to);
    }

    private State state(
            Supplier<Schema> schema, Set<String> touched, UnaryOperator<String> newName) {
        return new State(
                Engine.of(driver).brokenObjects(driver).reasons(),
                touched.isEmpty()
                        ? OrphanCount.NONE
                        : OrphanCount.of(driver, schema.get(), touched, newName));
    }

    private static Set<String> touched(List<PlanStep> steps) {
        return steps.stream()
                .flatMap(step -> step.effect().tables().stream())
                .map(Identifier::key)
                .collect(Collectors.toSet());
    }

    /**
     * Makes sure that nothing refers to nothing and no view or trigger is broken that was not so
     * before.
     *
     * @param after the schema as it is now
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} that names all of them
     */
    void requireNoWorse(State before, Schema after, List<PlanStep> steps) {
        State now = stateAfter(() -> after, steps);
        List<String> worse = new ArrayList<>(now.orphans().worseThan(before.orphans()));
        now.newlyBroken(before)
                .forEach((name, problem) ->
                        worse.add("'" + name + "' could not be used: " + problem));
        if (!worse.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "the change was rolled back because it would break: "
                            + String.join("; ", worse),
                    worse,
                    null);
        }
    }
}
