package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.worker.protocol.Response.Complete;
import dev.cairn.worker.protocol.Response.Document;
import dev.cairn.worker.protocol.Response.Failure;
import dev.cairn.worker.protocol.Response.PipelineResult;
import dev.cairn.worker.protocol.Response.Progress;
import dev.cairn.worker.protocol.Response.Resolution;
import dev.cairn.worker.protocol.Response.StepResult;
import dev.cairn.worker.protocol.Response.Welcome;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers of the worker, but for rows; they write themselves. */
public final class ResponseReader {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int SKIPPED = 2;

    private ResponseReader() {}

    /**
     * Reads an answer.
     *
     * @throws dev.cairn.database.DatabaseException with PROTOCOL if the frame is not as it must be
     */
    public static Response read(Frame frame) {
        BodyReader in = new BodyReader(frame.body());
        return switch (frame.type()) {
            case WELCOME -> readWelcome(in);
            case COMPLETE -> readComplete(in);
            case FAILURE -> readFailure(in);
            case PROGRESS -> new Progress(in.text(), in.number(), in.number());
            case DOCUMENT -> new Document(in.text());
            case WORKER_SUMMARY -> new Response.Summary(WorkerSummary.read(in));
            case PIPELINE_RESULT -> new PipelineResult(readSteps(in));
            case RESOLUTION -> new Resolution(in.octet() != 0, readComplete(in));
            default -> throw BodyReader.broken(frame.type() + " is not an answer to this request");
        };
    }

    private static Welcome readWelcome(BodyReader in) {
        return new Welcome(
                in.varint(),
                in.number(),
                in.text(),
                in.number(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                Limits.read(in),
                in.texts());
    }

    private static Complete readComplete(BodyReader in) {
        return new Complete(in.number(), in.signed());
    }

    private static Failure readFailure(BodyReader in) {
        DatabaseErrorCode code = codeOf(in.text(), in.text());
        return new Failure(code, in.text(), in.texts());
    }

    /** A newer worker may know codes that this program does not. */
    private static DatabaseErrorCode codeOf(String name, String sqlState) {
        for (DatabaseErrorCode code : DatabaseErrorCode.values()) {
            if (code.name().equals(name) || code.sqlState().equals(sqlState)) {
                return code;
            }
        }
        return DatabaseErrorCode.INTERNAL;
    }

    private static List<StepResult> readSteps(BodyReader in) {
        int count = in.count();
        List<StepResult> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(readStep(in));
        }
        return List.copyOf(steps);
    }

    private static StepResult readStep(BodyReader in) {
        int outcome = in.octet();
        return switch (outcome) {
            case DONE -> new StepResult.Done(readComplete(in));
            case FAILED -> new StepResult.Failed(readFailure(in));
            case SKIPPED -> new StepResult.Skipped();
            default -> throw BodyReader.broken(outcome + " is no outcome of a step");
        };
    }
}
