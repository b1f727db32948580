package dev.cairn.worker.protocol;

import dev.cairn.database.TransactionMode;
import dev.cairn.worker.protocol.Request.Batch;
import dev.cairn.worker.protocol.Request.Begin;
import dev.cairn.worker.protocol.Request.Cancel;
import dev.cairn.worker.protocol.Request.CloseCursor;
import dev.cairn.worker.protocol.Request.CloseStatement;
import dev.cairn.worker.protocol.Request.Commit;
import dev.cairn.worker.protocol.Request.Execute;
import dev.cairn.worker.protocol.Request.Fetch;
import dev.cairn.worker.protocol.Request.Hello;
import dev.cairn.worker.protocol.Request.Inspect;
import dev.cairn.worker.protocol.Request.Metrics;
import dev.cairn.worker.protocol.Request.Perform;
import dev.cairn.worker.protocol.Request.Ping;
import dev.cairn.worker.protocol.Request.Pipeline;
import dev.cairn.worker.protocol.Request.Prepare;
import dev.cairn.worker.protocol.Request.Query;
import dev.cairn.worker.protocol.Request.Resolve;
import dev.cairn.worker.protocol.Request.Rollback;
import dev.cairn.worker.protocol.Request.SetSavepoint;
import dev.cairn.worker.protocol.Request.Shutdown;
import dev.cairn.worker.protocol.Request.Status;
import dev.cairn.worker.protocol.Request.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the requests of a client, which write themselves, and knows the bytes that stand for what
 * they choose from.
 */
public final class RequestReader {

    /** The byte that stands for each is its place in the list. */
    private static final List<TransactionMode> MODES =
            List.of(TransactionMode.READ, TransactionMode.WRITE);

    private static final List<SetSavepoint.Action> ACTIONS =
            List.of(
                    SetSavepoint.Action.SET,
                    SetSavepoint.Action.RELEASE,
                    SetSavepoint.Action.ROLLBACK_TO);
    private static final List<Pipeline.Condition> CONDITIONS =
            List.of(
                    Pipeline.Condition.ALWAYS,
                    Pipeline.Condition.ALL_DONE,
                    Pipeline.Condition.ANY_FAILED,
                    Pipeline.Condition.IN_TRANSACTION);

    private RequestReader() {}

    static int code(TransactionMode mode) {
        return MODES.indexOf(mode);
    }

    static int code(SetSavepoint.Action action) {
        return ACTIONS.indexOf(action);
    }

    static int code(Pipeline.Condition condition) {
        return CONDITIONS.indexOf(condition);
    }

    /**
     * Reads a request.
     *
     * @throws dev.cairn.database.DatabaseException with PROTOCOL if the frame is not as it must be
     */
    public static Request read(Frame frame) {
        BodyReader in = new BodyReader(frame.body());
        Request request = readBody(frame.type(), in);
        if (!(request instanceof Hello)) {
            in.end();
        }
        return request;
    }

    private static Request readBody(FrameType type, BodyReader in) {
        return switch (type) {
            case HELLO -> readHello(in);
            case PREPARE -> new Prepare(NumberedStatement.read(in));
            case CLOSE_STATEMENT -> new CloseStatement(in.varint());
            case EXECUTE ->
                    new Execute(NumberedStatement.read(in), in.number(), in.name(), in.values());
            case QUERY ->
                    new Query(NumberedStatement.read(in), in.number(), in.varint(), in.values());
            case BATCH -> readBatch(in);
            case PIPELINE -> readPipeline(in);
            case FETCH -> new Fetch(in.varint(), in.varint());
            case CLOSE_CURSOR -> new CloseCursor(in.varint());
            case BEGIN -> new Begin(one(in, MODES), in.number(), in.number());
            case COMMIT -> new Commit(in.name());
            case ROLLBACK -> new Rollback();
            case SAVEPOINT -> new SetSavepoint(one(in, ACTIONS), in.name());
            case CANCEL -> new Cancel(in.name(), in.varint());
            case RESOLVE -> new Resolve(in.name());
            case INSPECT -> new Inspect();
            case PERFORM -> new Perform(in.name(), in.text());
            case PING -> new Ping();
            case STATUS -> new Status();
            case SUMMARY -> new Summary();
            case METRICS -> new Metrics();
            case SHUTDOWN -> new Shutdown(in.number());
            case WELCOME,
                    COMPLETE,
                    FAILURE,
                    ROWS,
                    PROGRESS,
                    DOCUMENT,
                    PIPELINE_RESULT,
                    RESOLUTION,
                    WORKER_SUMMARY ->
                    throw BodyReader.broken(type + " is no request");
        };
    }

    /** What a newer client writes after the known fields is passed over. */
    private static Hello readHello(BodyReader in) {
        return new Hello(in.varint(), in.varint(), in.name(), in.number(), in.name(), in.names());
    }

    private static Batch readBatch(BodyReader in) {
        return new Batch(NumberedStatement.read(in), in.number(), in.name(), BatchRows.read(in));
    }

    private static Pipeline readPipeline(BodyReader in) {
        int count = in.count();
        List<Pipeline.Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pipeline.Condition condition = one(in, CONDITIONS);
            FrameType type = FrameType.of(in.octet());
            switch (type) {
                case EXECUTE, BATCH, BEGIN, COMMIT, ROLLBACK, SAVEPOINT ->
                        steps.add(new Pipeline.Step(condition, readBody(type, in)));
                default -> throw BodyReader.broken(type + " cannot be a step of a pipeline");
            }
        }
        return new Pipeline(List.copyOf(steps));
    }

    private static <T> T one(BodyReader in, List<T> choices) {
        int place = in.octet();
        if (place >= choices.size()) {
            throw BodyReader.broken(place + " stands for none of " + choices);
        }
        return choices.get(place);
    }
}
