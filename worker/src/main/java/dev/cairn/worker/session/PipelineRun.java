package dev.cairn.worker.session;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Request.Pipeline;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.Response.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Carries the steps of a pipeline out, one after the other. */
final class PipelineRun {

    private final StatementExecution talk;
    private final RunningRequest running;
    private boolean anyFailed;

    PipelineRun(StatementExecution talk, RunningRequest running) {
        this.talk = talk;
        this.running = running;
    }

    Response.PipelineResult run(Pipeline pipeline) {
        List<StepResult> results = new ArrayList<>();
        for (Pipeline.Step step : pipeline.steps()) {
            results.add(holds(step.condition()) ? run(step.request()) : new StepResult.Skipped());
        }
        return new Response.PipelineResult(List.copyOf(results));
    }

    private boolean holds(Pipeline.Condition condition) {
        return switch (condition) {
            case ALWAYS -> true;
            case ALL_DONE -> !anyFailed;
            case ANY_FAILED -> anyFailed;
            case IN_TRANSACTION -> talk.transaction().state() != TransactionState.IDLE;
        };
    }

    private StepResult run(Request request) {
        try {
            UpdateResult result = carryOut(request);
            return new StepResult.Done(
                    new Response.Complete(result.changedRows(), result.lastRowId()));
        } catch (DatabaseException e) {
            anyFailed = true;
            return new StepResult.Failed(Response.Failure.of(e));
        } finally {
            talk.transaction().settle();
        }
    }

    private UpdateResult carryOut(Request request) {
        switch (request) {
            case Request.Execute execute -> {
                return talk.execute(execute, running);
            }
            case Request.Batch batch -> {
                return talk.batch(batch, running);
            }
            case Request.Begin begin -> talk.transaction().begin(begin, running);
            case Request.Commit commit -> talk.commit(commit.key());
            case Request.Rollback _ -> talk.transaction().rollback();
            case Request.SetSavepoint savepoint -> talk.transaction().savepoint(savepoint);
            default -> throw new IllegalStateException("the codec lets no such step through");
        }
        return new UpdateResult(0, 0);
    }
}
