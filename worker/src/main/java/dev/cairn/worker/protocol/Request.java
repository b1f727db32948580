package dev.cairn.worker.protocol;

import dev.cairn.database.TransactionMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the worker. Every request but {@link CloseStatement}, {@link CloseCursor}
 * and {@link Fetch} is answered; times are in milliseconds, and 0 means that the worker's own limit
 * holds.
 *
 * <p>{@link Cancel}, {@link Ping}, {@link Status}, {@link Summary}, {@link Metrics} and {@link
 * Shutdown} may take the place of {@link Hello}; they are answered without a session, and the
 * connection ends.
 *
 * <p>A key makes a commit one that can be asked about later, by {@link Resolve}; an empty key does
 * not.
 */
public sealed interface Request {

    /** Returns the type of the frame that carries it. */
    FrameType type();

    /** Writes its body, as {@link RequestReader} reads it. */
    default void write(BodyWriter out) {
        // There is none.
    }

    /**
     * Opens a session. It is the first frame, after {@link FrameChannel#MAGIC}.
     *
     * @param oldestVersion the oldest version of the protocol that the client speaks
     * @param newestVersion the newest
     * @param client what the client is, for people
     * @param process the client's process id
     * @param program the client's version of the program
     * @param capabilities what the client can do beyond that, one word each; unknown ones are
     *     ignored
     */
    record Hello(
            int oldestVersion,
            int newestVersion,
            String client,
            long process,
            String program,
            List<String> capabilities)
            implements Request {
        @Override
        public FrameType type() {
            return FrameType.HELLO;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(oldestVersion);
            out.varint(newestVersion);
            out.text(client);
            out.varint(process);
            out.text(program);
            out.texts(capabilities);
        }
    }

    /** Makes a statement known and checks it; it is not run. */
    record Prepare(NumberedStatement statement) implements Request {
        @Override
        public FrameType type() {
            return FrameType.PREPARE;
        }

        @Override
        public void write(BodyWriter out) {
            statement.write(out);
        }
    }

    /** Forgets a statement. There is no reply. */
    record CloseStatement(int number) implements Request {
        @Override
        public FrameType type() {
            return FrameType.CLOSE_STATEMENT;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(number);
        }
    }

    /** Runs a statement that gives no rows. */
    record Execute(
            NumberedStatement statement,
            long timeoutMillis,
            String key,
            List<? extends @Nullable Object> values)
            implements Request {
        @Override
        public FrameType type() {
            return FrameType.EXECUTE;
        }

        @Override
        public void write(BodyWriter out) {
            statement.write(out);
            out.varint(timeoutMillis);
            out.text(key);
            out.values(values);
        }
    }

    /**
     * Runs a query. The request's number is the number of its cursor.
     *
     * @param credits how many frames of rows may be sent before the first {@link Fetch}
     */
    record Query(
            NumberedStatement statement,
            long timeoutMillis,
            int credits,
            List<? extends @Nullable Object> values)
            implements Request {
        @Override
        public FrameType type() {
            return FrameType.QUERY;
        }

        @Override
        public void write(BodyWriter out) {
            statement.write(out);
            out.varint(timeoutMillis);
            out.varint(credits);
            out.values(values);
        }
    }

    /** Runs a statement once for each row of values: for all of them or for none. */
    record Batch(NumberedStatement statement, long timeoutMillis, String key, BatchRows rows)
            implements Request {
        @Override
        public FrameType type() {
            return FrameType.BATCH;
        }

        @Override
        public void write(BodyWriter out) {
            statement.write(out);
            out.varint(timeoutMillis);
            out.text(key);
            rows.write(out);
        }
    }

    /**
     * Runs several requests without waiting for the client between them.
     *
     * @param steps what to run, in order
     */
    record Pipeline(List<Step> steps) implements Request {
        @Override
        public FrameType type() {
            return FrameType.PIPELINE;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(steps.size());
            for (Step step : steps) {
                out.octet(RequestReader.code(step.condition()));
                out.octet(step.request().type().code());
                step.request().write(out);
            }
        }

        /**
         * One of them.
         *
         * @param condition whether it is run
         * @param request an Execute, Batch, Begin, Commit, Rollback or SetSavepoint
         */
        public record Step(Condition condition, Request request) {}

        /** When a step is run. */
        public enum Condition {
            ALWAYS,
            /** Every step before was done or passed over. */
            ALL_DONE,
            /** A step before failed. */
            ANY_FAILED,
            /** A transaction is open. */
            IN_TRANSACTION
        }
    }

    /** Allows the worker to send more frames of rows of a cursor. */
    record Fetch(int cursor, int credits) implements Request {
        @Override
        public FrameType type() {
            return FrameType.FETCH;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(cursor);
            out.varint(credits);
        }
    }

    /** Ends a query before its last row. There is no reply. */
    record CloseCursor(int cursor) implements Request {
        @Override
        public FrameType type() {
            return FrameType.CLOSE_CURSOR;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(cursor);
        }
    }

    /**
     * Begins a transaction.
     *
     * @param waitMillis how long to wait for the write lock
     * @param leaseMillis how long the transaction may be idle
     */
    record Begin(TransactionMode mode, long waitMillis, long leaseMillis) implements Request {
        @Override
        public FrameType type() {
            return FrameType.BEGIN;
        }

        @Override
        public void write(BodyWriter out) {
            out.octet(RequestReader.code(mode));
            out.varint(waitMillis);
            out.varint(leaseMillis);
        }
    }

    /** Commits the transaction. */
    record Commit(String key) implements Request {
        @Override
        public FrameType type() {
            return FrameType.COMMIT;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(key);
        }
    }

    /** Rolls the transaction back. */
    record Rollback() implements Request {
        @Override
        public FrameType type() {
            return FrameType.ROLLBACK;
        }
    }

    /** Does something with a savepoint. */
    record SetSavepoint(Action action, String name) implements Request {
        @Override
        public FrameType type() {
            return FrameType.SAVEPOINT;
        }

        @Override
        public void write(BodyWriter out) {
            out.octet(RequestReader.code(action));
            out.text(name);
        }

        /** What is done. */
        public enum Action {
            SET,
            RELEASE,
            ROLLBACK_TO
        }
    }

    /**
     * Stops what another session is doing, or this one.
     *
     * @param cancelKey the key that the session was given in {@link Response.Welcome}
     * @param request the number of the request to stop; 0 for whichever runs
     */
    record Cancel(String cancelKey, int request) implements Request {
        @Override
        public FrameType type() {
            return FrameType.CANCEL;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(cancelKey);
            out.varint(request);
        }
    }

    /**
     * Asks what became of a commit with that key; if it has not happened it will not happen any
     * more.
     */
    record Resolve(String key) implements Request {
        @Override
        public FrameType type() {
            return FrameType.RESOLVE;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(key);
        }
    }

    /** Reads the schema of the database. */
    record Inspect() implements Request {
        @Override
        public FrameType type() {
            return FrameType.INSPECT;
        }
    }

    /**
     * Carries out work on the database as a whole.
     *
     * @param name the kind of work, of a closed list
     * @param document the request as JSON
     */
    record Perform(String name, String document) implements Request {
        @Override
        public FrameType type() {
            return FrameType.PERFORM;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(name);
            out.text(document);
        }
    }

    /** Asks whether the worker is alive. */
    record Ping() implements Request {
        @Override
        public FrameType type() {
            return FrameType.PING;
        }
    }

    /** Asks how the worker is. */
    record Status() implements Request {
        @Override
        public FrameType type() {
            return FrameType.STATUS;
        }
    }

    /** Asks for the little of the status that a short command shows. */
    record Summary() implements Request {
        @Override
        public FrameType type() {
            return FrameType.SUMMARY;
        }
    }

    /** Asks what the worker has measured, as Prometheus reads it. */
    record Metrics() implements Request {
        @Override
        public FrameType type() {
            return FrameType.METRICS;
        }
    }

    /**
     * Stops the worker.
     *
     * @param drainMillis how long what is running may take to finish
     */
    record Shutdown(long drainMillis) implements Request {
        @Override
        public FrameType type() {
            return FrameType.SHUTDOWN;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(drainMillis);
        }
    }
}
