package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.List;

/**
 * The steps after the transaction. A plan that asks the rows itself is undone as a whole when they
 * contradict it, and only then are they read to say which ones do.
 */
final class OnlineSteps {

    private final DatabaseDriver driver;
    private final SchemaPlan plan;
    private final ProgressListener progress;
    private final PlanExecutor executor;

    OnlineSteps(DatabaseDriver driver, SchemaPlan plan, ProgressListener progress) {
        this.driver = driver;
        this.plan = plan;
        this.progress = progress;
        this.executor = new PlanExecutor(driver, progress);
    }

    boolean areThere() {
        return plan.steps().stream().anyMatch(PlanStep::isOnline);
    }

    /**
     * Runs them.
     *
     * @return the rows that contradict the plan, which was undone then; none if all is done
     */
    List<Obstacle> run() {
        try {
            executor.runOnline(plan.steps());
            return List.of();
        } catch (DatabaseException e) {
            if (!plan.asksRowsItself() || !e.code().isAnswer()) {
                throw e;
            }
            undo(e);
            List<Obstacle> obstacles = new DataChecker(driver, progress).obstacles(plan.checks());
            if (obstacles.isEmpty()) {
                throw undone(e);
            }
            return obstacles;
        }
    }

    private void undo(DatabaseException reason) {
        try {
            executor.runOnline(plan.reverse().orElseThrow());
        } catch (DatabaseException e) {
            reason.addSuppressed(e);
            throw reason;
        }
    }

    private static DatabaseException undone(DatabaseException e) {
        return new DatabaseException(
                e.code(),
                e.getMessage() + "; what was begun has been undone, so nothing was changed",
                e.details(),
                e);
    }
}
