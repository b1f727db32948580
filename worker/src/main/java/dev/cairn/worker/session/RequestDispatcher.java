package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.service.CheckedStatement;
import dev.cairn.worker.service.DatabaseService;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** Carries a session's requests out, one after the other, and answers them. */
final class RequestDispatcher {

    private final DatabaseService service;
    private final StatementExecution talk;
    private final SessionReplies replies;
    private final GroupedWrites grouped;
    private final WorkerRequests workerRequests;
    private final ReentrantLock lock;
    private final BodyWriter rows;
    private volatile boolean sending;

    /**
     * Makes the requests of a session answerable.
     *
     * @param lock the session's lock, which the caller of {@link #carryOut} holds
     */
    RequestDispatcher(
            DatabaseService service,
            StatementExecution talk,
            SessionReplies replies,
            GroupedWrites grouped,
            WorkerRequests workerRequests,
            ReentrantLock lock) {
        this.service = service;
        this.talk = talk;
        this.replies = replies;
        this.grouped = grouped;
        this.workerRequests = workerRequests;
        this.lock = lock;
        this.rows =
                new BodyWriter(service.settings().limits().messageBytes(), service.messageMemory());
    }

    void carryOut(Request request, int number, RunningRequest running) throws IOException {
        switch (request) {
            case Request.Prepare prepare -> {
                talk.statements().require(prepare.statement());
                replies.complete(number);
            }
            case Request.CloseStatement close -> talk.statements().forget(close.number());
            case Request.Execute execute -> execute(execute, number, running);
            case Request.Batch batch -> replies.complete(talk.batch(batch, running), number);
            case Request.Query query -> send(talk.query(number, query, running), running);
            case Request.Pipeline pipeline ->
                    replies.send(new PipelineRun(talk, running).run(pipeline), number);
            case Request.Fetch fetch -> {
                // It may cross the last frame of its rows on the way, and has no answer of its own.
                Cursor cursor = talk.cursors().find(fetch.cursor());
                if (cursor != null) {
                    cursor.grant(fetch.credits());
                    send(cursor, running);
                }
            }
            case Request.CloseCursor close -> talk.cursors().close(close.cursor());
            case Request.Begin begin -> {
                talk.transaction().begin(begin, running);
                replies.complete(number);
            }
            case Request.Commit commit -> {
                talk.commit(commit.key());
                replies.complete(number);
            }
            case Request.Rollback _ -> {
                talk.transaction().rollback();
                replies.complete(number);
            }
            case Request.SetSavepoint savepoint -> {
                talk.transaction().savepoint(savepoint);
                replies.complete(number);
            }
            case Request.Cancel cancel -> {
                service.sessions().cancel(cancel.cancelKey(), cancel.request());
                replies.complete(number);
            }
            case Request.Resolve resolve ->
                    replies.send(talk.resolve(resolve.key(), running), number);
            case Request.Inspect _ -> replies.document(workerRequests.inspect(talk), number);
            case Request.Perform perform ->
                    replies.document(
                            workerRequests.perform(
                                    perform,
                                    talk,
                                    running,
                                    (phase, done, total) ->
                                            replies.progress(phase, done, total, number)),
                            number);
            case Request.Ping _ -> replies.complete(number);
            case Request.Status _ -> replies.document(workerRequests.status(), number);
            case Request.Summary _ ->
                    replies.send(new Response.Summary(workerRequests.summary()), number);
            case Request.Metrics _ -> replies.document(workerRequests.metrics(), number);
            case Request.Shutdown shutdown -> {
                replies.complete(number);
                replies.flush();
                workerRequests.shutdown(shutdown.drainMillis());
            }
            case Request.Hello _ ->
                    throw new DatabaseException(
                            DatabaseErrorCode.PROTOCOL, "the session is open already");
        }
    }

    private void execute(Request.Execute execute, int number, RunningRequest running)
            throws IOException {
        CheckedStatement statement = talk.statements().require(execute.statement());
        if (talk.isGroupable(execute, statement)) {
            // The thread of the groups does not wait until there is room for an answer.
            replies.flush();
            grouped.carryOut(execute, statement, running);
        } else {
            replies.complete(talk.execute(execute, statement, running), number);
        }
    }

    /** Sends as many frames of rows as the cursor has credits for. */
    private void send(Cursor cursor, RunningRequest running) throws IOException {
        boolean more = true;
        try {
            while (more && cursor.takeCredit()) {
                rows.clear();
                int flags;
                running.enter(cursor.driver()::cancel);
                try {
                    flags = cursor.pack(rows);
                } finally {
                    running.leave();
                }
                more = (flags & Frame.LAST) == 0;
                if (!more) {
                    talk.cursors().close(cursor.number());
                    talk.transaction().settle();
                }
                sendUnlocked(flags, cursor.number());
                if (more) {
                    requireOpen(cursor);
                }
            }
            talk.transaction().settle();
        } catch (DatabaseException e) {
            talk.cursors().close(cursor.number());
            talk.transaction().settle();
            replies.fail(e, cursor.number());
        }
    }

    /** Others can take a cursor away while its rows are sent. */
    private void requireOpen(Cursor cursor) {
        if (!talk.cursors().isOpen(cursor)) {
            talk.transaction().requireUsable();
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    "the query was closed while its rows were sent");
        }
    }

    /**
     * A client may take its time with rows that it allowed. Its session's lock is free meanwhile,
     * so that a snapshot or a transaction that it keeps for too long can be taken away.
     */
    private void sendUnlocked(int flags, int cursor) throws IOException {
        talk.transaction().settle();
        TransactionState state = talk.transaction().state();
        sending = true;
        lock.unlock();
        try {
            replies.rows(flags, state, cursor, rows);
        } finally {
            rows.clear();
            lock.lock();
            sending = false;
        }
    }

    /** Gives back what the last rows took. */
    void close() {
        rows.clear();
    }

    /** Returns whether the session waits for its client to take rows. */
    boolean isSending() {
        return sending;
    }
}
