package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.List;

/** An answer of the worker. The flags of its frame give the state of the session's transaction. */
public sealed interface Response {

    /** Returns the type of the frame that carries it. */
    FrameType type();

    /** Writes its body, as {@link ResponseReader} reads it. */
    void write(BodyWriter out);

    /**
     * A session is open.
     *
     * @param version the version of the protocol that is spoken from here on
     * @param process the worker's process id
     * @param epoch a random text that differs for each start of a worker
     * @param session the number of the session
     * @param cancelKey what allows others to stop what this session does, random
     * @param engineVersion the version of SQLite
     * @param location the database file
     * @param program the worker's version of the program
     * @param capabilities what the worker can do beyond the version, one word each
     */
    record Welcome(
            int version,
            long process,
            String epoch,
            long session,
            String cancelKey,
            String engineVersion,
            String location,
            String program,
            Limits limits,
            List<String> capabilities)
            implements Response {
        @Override
        public FrameType type() {
            return FrameType.WELCOME;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(version);
            out.varint(process);
            out.text(epoch);
            out.varint(session);
            out.text(cancelKey);
            out.text(engineVersion);
            out.text(location);
            out.text(program);
            limits.write(out);
            out.texts(capabilities);
        }
    }

    /** It is done. */
    record Complete(long changedRows, long lastRowId) implements Response {
        @Override
        public FrameType type() {
            return FrameType.COMPLETE;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(changedRows);
            out.signed(lastRowId);
        }
    }

    /** It was not done. */
    record Failure(DatabaseErrorCode code, String message, List<String> details)
            implements Response {
        @Override
        public FrameType type() {
            return FrameType.FAILURE;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(code.name());
            out.text(code.sqlState());
            out.text(message);
            out.texts(details);
        }

        /** Returns the failure that stands for an exception. */
        public static Failure of(DatabaseException error) {
            String message = error.getMessage();
            return new Failure(error.code(), message == null ? "" : message, error.details());
        }

        /** Returns the exception that this failure stands for. */
        public DatabaseException toException() {
            return new DatabaseException(code, message, details, null);
        }
    }

    /** How far a piece of work has come. */
    record Progress(String phase, long done, long total) implements Response {
        @Override
        public FrameType type() {
            return FrameType.PROGRESS;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(phase);
            out.varint(done);
            out.varint(total);
        }
    }

    /** A result as JSON. */
    record Document(String json) implements Response {
        @Override
        public FrameType type() {
            return FrameType.DOCUMENT;
        }

        @Override
        public void write(BodyWriter out) {
            out.text(json);
        }
    }

    /** How the worker is, in few words. */
    record Summary(WorkerSummary summary) implements Response {
        @Override
        public FrameType type() {
            return FrameType.WORKER_SUMMARY;
        }

        @Override
        public void write(BodyWriter out) {
            summary.write(out);
        }
    }

    /** What became of each step of a pipeline. */
    record PipelineResult(List<StepResult> steps) implements Response {
        @Override
        public FrameType type() {
            return FrameType.PIPELINE_RESULT;
        }

        @Override
        public void write(BodyWriter out) {
            out.varint(steps.size());
            steps.forEach(step -> step.write(out));
        }
    }

    /** What became of one step. */
    sealed interface StepResult {

        /** Writes it. */
        void write(BodyWriter out);

        /** It was done. */
        record Done(Complete result) implements StepResult {
            @Override
            public void write(BodyWriter out) {
                out.octet(ResponseReader.DONE);
                result.write(out);
            }
        }

        /** It failed. */
        record Failed(Failure failure) implements StepResult {
            @Override
            public void write(BodyWriter out) {
                out.octet(ResponseReader.FAILED);
                failure.write(out);
            }
        }

        /** Its condition did not hold. */
        record Skipped() implements StepResult {
            @Override
            public void write(BodyWriter out) {
                out.octet(ResponseReader.SKIPPED);
            }
        }
    }

    /**
     * What became of a commit.
     *
     * @param committed whether it happened; if not, it never will
     * @param result what it did
     */
    record Resolution(boolean committed, Complete result) implements Response {
        @Override
        public FrameType type() {
            return FrameType.RESOLUTION;
        }

        @Override
        public void write(BodyWriter out) {
            out.octet(committed ? 1 : 0);
            result.write(out);
        }
    }
}
