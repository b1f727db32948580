package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.protocol.NumberedStatement;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.queue.WriteWeight;
import dev.cairn.worker.service.CheckedStatement;
import dev.cairn.worker.service.CheckedStatement.Kind;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.write.CommitKeys;
import dev.cairn.worker.write.WriteUnit;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a session has with the database: it carries its statements out where they belong. All
 * methods are called under the session's lock.
 *
 * <p>Outside a transaction a statement that reads runs on a connection of the session, and one that
 * writes goes to the queue, to be committed together with others. In a transaction everything runs
 * on one connection of the session, which holds the write lock if the transaction writes. A cursor
 * outside a transaction keeps its connection until it is closed, so that its snapshot is its own.
 */
final class StatementExecution {

    private final DatabaseService service;
    private final String owner;
    private final WriteWeight weight;
    private final SessionStatements statements;
    private final SessionDrivers drivers;
    private final SessionCursors cursors;
    private final SessionLock lock;
    private final SessionTransaction transaction;
    private final AutocommitWrites writes;
    private long lastRowId;

    /**
     * Begins a conversation.
     *
     * @param owner its description, for people
     * @param weight how urgent its writes are
     */
    StatementExecution(DatabaseService service, String owner, WriteWeight weight) {
        this.service = service;
        this.owner = owner;
        this.weight = weight;
        this.statements =
                new SessionStatements(
                        service.policy(),
                        service.settings().limits(),
                        service.settings().times().longestStatement());
        this.drivers =
                new SessionDrivers(
                        service.connections().readers(), service.connections().writers());
        this.cursors = new SessionCursors(service.settings().limits().openCursors(), drivers);
        this.lock = new SessionLock(service, owner, weight);
        this.transaction = new SessionTransaction(service, lock, drivers, cursors);
        this.writes = new AutocommitWrites(service, lock, drivers);
    }

    /** Returns its description, for people. */
    String owner() {
        return owner;
    }

    /** Returns how urgent its writes are. */
    WriteWeight weight() {
        return weight;
    }

    /** Returns the transaction of the session, whether one is open or not. */
    SessionTransaction transaction() {
        return transaction;
    }

    /** Returns what the session knows by number. */
    SessionStatements statements() {
        return statements;
    }

    /** Returns the connections of the session. */
    SessionDrivers drivers() {
        return drivers;
    }

    /** Returns the queries whose rows are not all sent. */
    SessionCursors cursors() {
        return cursors;
    }

    /** Returns the work on the database as a whole that the session may ask for. */
    WholeDatabaseWork wholeDatabase() {
        return new WholeDatabaseWork(service, lock);
    }

    UpdateResult execute(Request.Execute request, RunningRequest running) {
        return execute(request, statements.require(request.statement()), running);
    }

    UpdateResult execute(
            Request.Execute request, CheckedStatement statement, RunningRequest running) {
        SqlStatement bound = statements.bind(statement, request.values(), request.timeoutMillis());
        return update(statement, request.key(), true, running, driver -> driver.execute(bound));
    }

    /**
     * Returns whether a statement can be left to others as it is: a write outside a transaction
     * that needs nothing of this session.
     */
    boolean isGroupable(Request.Execute request, CheckedStatement statement) {
        return statement.kind() == Kind.WRITE
                && !statement.temporary()
                && !statement.asksConnection()
                && request.key().isEmpty()
                && transaction.state() == TransactionState.IDLE
                && cursors.isEmpty()
                && !drivers.hasTemporary();
    }

    /** Makes the piece of work of such a statement. */
    WriteUnit unit(Request.Execute request, CheckedStatement statement, RunningRequest running) {
        SqlStatement bound = statements.bind(statement, request.values(), request.timeoutMillis());
        return new WriteUnit(driver -> running.during(driver, own -> own.execute(bound)), "", true);
    }

    UpdateResult batch(Request.Batch request, RunningRequest running) {
        statements.requireBatch(request.rows().size());
        CheckedStatement statement = statements.require(request.statement());
        return update(
                statement,
                request.key(),
                false,
                running,
                driver -> driver.executeBatch(statement.sql(), request.rows()));
    }

    private UpdateResult update(
            CheckedStatement statement,
            String key,
            boolean undoesItself,
            RunningRequest running,
            Function<DatabaseDriver, UpdateResult> work) {
        transaction.requireUsable();
        UpdateResult result;
        OpenTransaction open = transaction.open();
        if (open != null) {
            result = inTransaction(open, statement, running, work);
        } else if (statement.kind() == Kind.READ) {
            result = reading(statement, running, work);
        } else {
            refuseQuestionsToConnection(statement);
            result = writes.carryOut(statement, key, undoesItself, running, work);
        }
        return finished(statement, result);
    }

    /** Returns the reply for a statement that was carried out. */
    UpdateResult finished(CheckedStatement statement, UpdateResult result) {
        if (statement.inserts() && result.changedRows() > 0) {
            lastRowId = result.lastRowId();
        }
        return new UpdateResult(result.changedRows(), lastRowId);
    }

    private <T> T inTransaction(
            OpenTransaction open,
            CheckedStatement statement,
            RunningRequest running,
            Function<DatabaseDriver, T> work) {
        open.describe(statement::description);
        if (statement.temporary() && open.mode() == TransactionMode.WRITE) {
            drivers.keep(open.driver());
        }
        return running.during(open.driver(), work);
    }

    private <T> T reading(
            CheckedStatement statement, RunningRequest running, Function<DatabaseDriver, T> work) {
        refuseQuestionsToConnection(statement);
        DatabaseDriver driver = drivers.takeReader();
        try {
            return running.during(driver, work);
        } finally {
            drivers.giveBack(driver);
        }
    }

    /** Logs the statement of a request if it took too long. */
    void noteDuration(Request request, long nanos) {
        if (!service.slowStatements().isSlow(nanos)) {
            return;
        }
        switch (request) {
            case Request.Execute execute ->
                    logSlow(execute.statement(), execute.values().size(), nanos);
            case Request.Query query -> logSlow(query.statement(), query.values().size(), nanos);
            default -> {
                // It has no statement, or one for many rows, whose duration says nothing of its
                // plan.
            }
        }
    }

    private void logSlow(NumberedStatement text, int parameters, long nanos) {
        CheckedStatement statement = statements.find(text.number());
        if (statement == null) {
            return;
        }
        OpenTransaction open = transaction.open();
        DatabaseDriver driver = open == null ? drivers.takeReader() : open.driver();
        try {
            service.slowStatements().log(owner, statement, parameters, nanos, driver);
        } finally {
            if (open == null) {
                drivers.giveBack(driver);
            }
        }
    }

    private static void refuseQuestionsToConnection(CheckedStatement statement) {
        if (statement.asksConnection()) {
            throw invalid(
                    "last_insert_rowid(), changes() and total_changes() have a meaning only in a"
                            + " transaction, because a statement outside one has no connection of"
                            + " its own; use the result of the update");
        }
    }

    /** Opens a cursor; its rows are sent as credits allow. */
    Cursor query(int number, Request.Query request, RunningRequest running) {
        CheckedStatement statement = statements.require(request.statement());
        SqlStatement bound = statements.bind(statement, request.values(), request.timeoutMillis());
        transaction.requireUsable();
        cursors.requireRoom();
        Cursor cursor = open(number, statement, bound, running);
        cursor.grant(request.credits());
        cursors.add(cursor);
        return cursor;
    }

    private Cursor open(
            int number, CheckedStatement statement, SqlStatement bound, RunningRequest running) {
        OpenTransaction open = transaction.open();
        if (open != null) {
            Rows rows = inTransaction(open, statement, running, driver -> driver.query(bound));
            return new Cursor(number, open.driver(), rows, false);
        }
        if (statement.kind() != Kind.READ) {
            return openReturning(number, statement, bound, running);
        }
        refuseQuestionsToConnection(statement);
        DatabaseDriver driver = drivers.takeReader();
        try {
            Rows rows = running.during(driver, d -> d.query(bound));
            return new Cursor(number, driver, rows, true);
        } catch (RuntimeException e) {
            drivers.giveBack(driver);
            throw e;
        }
    }

    /** A write that gives rows is done before its first row is sent, so they are all kept. */
    private Cursor openReturning(
            int number, CheckedStatement statement, SqlStatement bound, RunningRequest running) {
        StoredRows[] stored = new StoredRows[1];
        refuseQuestionsToConnection(statement);
        writes.carryOut(
                statement,
                "",
                false,
                running,
                driver -> {
                    try (Rows rows = driver.query(bound)) {
                        stored[0] = StoredRows.of(rows, service.settings().limits());
                    }
                    return new UpdateResult(0, 0);
                });
        return new Cursor(
                number, service.connections().writer(), Objects.requireNonNull(stored[0]), false);
    }

    /** Gives up cursors and transactions whose snapshot was taken before that time. */
    void giveUpSnapshotsBefore(long nanoTime) {
        cursors.giveUpBefore(nanoTime);
        transaction.giveUpSnapshotBefore(nanoTime);
    }

    /** Says what became of the write with that key; see {@link CommitKeys}. */
    Response.Resolution resolve(String key, RunningRequest running) {
        if (transaction.open() != null) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    "RESOLVE may have to write for itself; end the transaction first");
        }
        DatabaseDriver driver = drivers.takeReader();
        try {
            return service.keys()
                    .resolve(
                            key,
                            driver,
                            work -> {
                                WriteUnit unit =
                                        new WriteUnit(own -> running.during(own, work), "", false);
                                lock.run(() -> "RESOLVE", unit, running);
                                unit.outcome();
                            });
        } finally {
            drivers.giveBack(driver);
        }
    }

    void commit(String key) {
        transaction.commit(key, lastRowId);
    }

    /** Rolls back, closes the cursors, and gives the connections up. */
    void close() {
        transaction.rollback();
        cursors.closeAll();
        statements.forgetAll();
        drivers.close();
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }
}
