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

/** Writes the answers of the worker, but for rows, and reads them. */
public final class ResponseCodec {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int SKIPPED = 2;

    private ResponseCodec() {}

    /** Returns the type of the frame that carries an answer. */
    public static FrameType typeOf(Response response) {
        return switch (response) {
            case Welcome _ -> FrameType.WELCOME;
            case Complete _ -> FrameType.COMPLETE;
            case Failure _ -> FrameType.FAILURE;
            case Progress _ -> FrameType.PROGRESS;
            case Document _ -> FrameType.DOCUMENT;
            case PipelineResult _ -> FrameType.PIPELINE_RESULT;
            case Resolution _ -> FrameType.RESOLUTION;
        };
    }

    /** Writes the body of an answer. */
    public static void write(Response response, BodyWriter out) {
        switch (response) {
            case Welcome welcome -> writeWelcome(welcome, out);
            case Complete complete -> writeComplete(complete, out);
            case Failure failure -> writeFailure(failure, out);
            case Progress progress -> {
                out.text(progress.phase());
                out.varint(progress.done());
                out.varint(progress.total());
            }
            case Document document -> out.text(document.json());
            case PipelineResult result -> {
                out.varint(result.steps().size());
                result.steps().forEach(step -> writeStep(step, out));
            }
            case Resolution resolution -> {
                out.octet(resolution.committed() ? 1 : 0);
                writeComplete(resolution.result(), out);
            }
        }
    }

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
            case PIPELINE_RESULT -> new PipelineResult(readSteps(in));
            case RESOLUTION -> new Resolution(in.octet() != 0, readComplete(in));
            default -> throw BodyReader.broken(frame.type() + " is not an answer to this request");
        };
    }

    private static void writeWelcome(Welcome welcome, BodyWriter out) {
        out.varint(welcome.version());
        out.varint(welcome.process());
        out.text(welcome.epoch());
        out.varint(welcome.session());
        out.text(welcome.cancelKey());
        out.text(welcome.engineVersion());
        out.text(welcome.location());
        out.text(welcome.program());
        welcome.limits().write(out);
        out.texts(welcome.capabilities());
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

    private static void writeComplete(Complete complete, BodyWriter out) {
        out.varint(complete.changedRows());
        out.signed(complete.lastRowId());
    }

    private static Complete readComplete(BodyReader in) {
        return new Complete(in.number(), in.signed());
    }

    private static void writeFailure(Failure failure, BodyWriter out) {
        out.text(failure.code().name());
        out.text(failure.code().sqlState());
        out.text(failure.message());
        out.texts(failure.details());
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

    private static void writeStep(StepResult step, BodyWriter out) {
        switch (step) {
            case StepResult.Done done -> {
                out.octet(DONE);
                writeComplete(done.result(), out);
            }
            case StepResult.Failed failed -> {
                out.octet(FAILED);
                writeFailure(failed.failure(), out);
            }
            case StepResult.Skipped _ -> out.octet(SKIPPED);
        }
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
