package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.StatementText;
import dev.cairn.worker.queue.WriteTicket;
import dev.cairn.worker.session.CheckedStatement.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a session has with the database: its statements, connections, cursors and transaction. All
 * methods are called under the session's lock.
 *
 * <p>Outside a transaction a statement that reads runs on a connection of the session, and one that
 * writes goes to the queue, to be committed together with others. In a transaction everything runs
 * on one connection of the session, which holds the write lock if the transaction writes. A cursor
 * outside a transaction keeps its connection until it is closed, so that its snapshot is its own.
 */
final class Conversation {

    private final DatabaseService service;
    private final String owner;
    private final SessionStatements statements;
    private final SessionDrivers drivers;
    private final Map<Integer, Cursor> cursors = new LinkedHashMap<>();
    private @Nullable OpenTransaction transaction;
    private @Nullable DatabaseException failed;
    private long lastRowId;

    /**
     * Begins a conversation.
     *
     * @param owner who it is, for people
     */
    Conversation(DatabaseService service, String owner) {
        this.service = service;
        this.owner = owner;
        this.statements = new SessionStatements(service.policy(), service.settings().limits());
        this.drivers = new SessionDrivers(service.pool());
    }

    /** Returns who it is, for people. */
    String owner() {
        return owner;
    }

    TransactionState state() {
        if (failed != null) {
            return TransactionState.FAILED;
        }
        if (transaction == null) {
            return TransactionState.IDLE;
        }
        return switch (transaction.mode()) {
            case READ -> TransactionState.READ;
            case WRITE -> TransactionState.WRITE;
        };
    }

    @Nullable OpenTransaction transaction() {
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
                && transaction == null
                && failed == null
                && cursors.isEmpty()
                && !drivers.hasTemporary();
    }

    /** Makes the piece of work of such a statement. */
    WriteUnit unit(Request.Execute request, CheckedStatement statement, RunningRequest running) {
        SqlStatement bound = statements.bind(statement, request.values(), request.timeoutMillis());
        return new WriteUnit(driver -> driver.execute(bound), running, "", false, true);
    }

    UpdateResult batch(Request.Batch request, RunningRequest running) {
        CheckedStatement statement = statements.require(request.statement());
        statements.requireBatch(request.rows().size());
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
        requireUsable();
        UpdateResult result;
        if (transaction != null) {
            result = inTransaction(statement, running, work);
        } else if (statement.kind() == Kind.READ) {
            result = reading(statement, running, work);
        } else {
            result = writing(statement, key, undoesItself, running, work);
        }
        return finished(statement, result);
    }

    /** Returns what the client is told of a statement that was carried out. */
    UpdateResult finished(CheckedStatement statement, UpdateResult result) {
        if (statement.inserts() && result.changedRows() > 0) {
            lastRowId = result.lastRowId();
        }
        return new UpdateResult(result.changedRows(), lastRowId);
    }

    private <T> T inTransaction(
            CheckedStatement statement, RunningRequest running, Function<DatabaseDriver, T> work) {
        OpenTransaction open = Objects.requireNonNull(transaction);
        open.describe(statement::description);
        if (statement.temporary()) {
            drivers.keep(open.driver());
        }
        return stoppable(open.driver(), running, work);
    }

    private <T> T reading(
            CheckedStatement statement, RunningRequest running, Function<DatabaseDriver, T> work) {
        refuseQuestionsToConnection(statement);
        DatabaseDriver driver = drivers.take();
        try {
            return stoppable(driver, running, work);
        } finally {
            drivers.giveBack(driver);
        }
    }

    private UpdateResult writing(
            CheckedStatement statement,
            String key,
            boolean undoesItself,
            RunningRequest running,
            Function<DatabaseDriver, UpdateResult> work) {
        refuseQuestionsToConnection(statement);
        service.keys().begin(key);
        try {
            if (statement.temporary() || drivers.hasTemporary()) {
                return writingAlone(statement, running, work);
            }
            boolean alone = statement.kind() == Kind.ALONE;
            WriteUnit unit = new WriteUnit(work, running, key, alone, undoesItself);
            WriteTicket<WriteUnit> ticket =
                    WriteTicket.forWork(owner, statement::description, unit);
            running.enter(() -> service.queue().withdraw(ticket, cancelled()));
            try {
                service.queue().run(ticket, service.settings().writeWait().toNanos());
            } finally {
                running.leave();
            }
            return unit.outcome();
        } finally {
            service.keys().end(key);
        }
    }

    /** Writes on the session's own connection, because what it writes or sees is only there. */
    private UpdateResult writingAlone(
            CheckedStatement statement,
            RunningRequest running,
            Function<DatabaseDriver, UpdateResult> work) {
        DatabaseDriver driver = drivers.take();
        try {
            return holding(
                    statement::description,
                    service.settings().writeWait().toNanos(),
                    running,
                    ticket -> {
                        try {
                            return stoppable(driver, running, work);
                        } finally {
                            service.queue().release(ticket);
                        }
                    });
        } finally {
            if (statement.temporary()) {
                drivers.keep(driver);
            }
            drivers.giveBack(driver);
        }
    }

    /** Waits for the write lock; the work gives it up or keeps it. */
    private <T> T holding(
            Supplier<String> activity,
            long waitNanos,
            RunningRequest running,
            Function<WriteTicket<WriteUnit>, T> work) {
        WriteTicket<WriteUnit> ticket = WriteTicket.toHold(owner, activity);
        running.enter(() -> service.queue().withdraw(ticket, cancelled()));
        try {
            service.queue().hold(ticket, waitNanos);
        } finally {
            running.leave();
        }
        return work.apply(ticket);
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

    private void logSlow(StatementText text, int parameters, long nanos) {
        CheckedStatement statement = statements.find(text.number());
        if (statement == null) {
            return;
        }
        DatabaseDriver driver = transaction == null ? drivers.take() : transaction.driver();
        try {
            service.slowStatements().log(owner, statement, parameters, nanos, driver);
        } finally {
            if (transaction == null) {
                drivers.giveBack(driver);
            }
        }
    }

    private static <T> T stoppable(
            DatabaseDriver driver, RunningRequest running, Function<DatabaseDriver, T> work) {
        running.enter(driver::cancel);
        try {
            return work.apply(driver);
        } finally {
            running.leave();
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
        requireUsable();
        int most = service.settings().limits().openCursors();
        if (cursors.size() >= most) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the session has %d queries open, which is the limit; close one"
                            .formatted(most));
        }
        Cursor cursor = open(number, statement, bound, running);
        cursor.grant(request.credits());
        cursors.put(number, cursor);
        return cursor;
    }

    private Cursor open(
            int number, CheckedStatement statement, SqlStatement bound, RunningRequest running) {
        if (transaction != null) {
            Rows rows = inTransaction(statement, running, driver -> driver.query(bound));
            return new Cursor(number, transaction.driver(), rows, false);
        }
        if (statement.kind() != Kind.READ) {
            return openReturning(number, statement, bound, running);
        }
        refuseQuestionsToConnection(statement);
        DatabaseDriver driver = drivers.take();
        try {
            Rows rows = stoppable(driver, running, d -> d.query(bound));
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
        writing(
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
        return new Cursor(number, service.writer(), Objects.requireNonNull(stored[0]), false);
    }

    /** Returns an open cursor; null if it is closed. */
    @Nullable Cursor cursor(int number) {
        return cursors.get(number);
    }

    /**
     * Checks that a cursor is still open, after others could take it away.
     *
     * @throws DatabaseException if it is not, with the reason
     */
    void requireOpen(Cursor cursor) {
        if (!cursor.equals(cursors.get(cursor.number()))) {
            requireUsable();
            throw wrongState("the query was closed while its rows were sent");
        }
    }

    /** Closes a cursor; does nothing if it is closed already. */
    void closeCursor(int number) {
        Cursor cursor = cursors.remove(number);
        if (cursor != null) {
            cursor.close();
            if (cursor.ownsDriver()) {
                drivers.giveBack(cursor.driver());
            }
        }
    }

    /** Does work that changes nothing but what it adds by itself, beside the writers. */
    <T> T besideWriters(RunningRequest running, Function<DatabaseDriver, T> work) {
        DatabaseDriver driver = drivers.take();
        try {
            return stoppable(driver, running, work);
        } finally {
            drivers.giveBack(driver);
        }
    }

    /** Does work on the whole database while no other session writes. */
    <T> T insteadOfWriters(
            String activity, RunningRequest running, Function<DatabaseDriver, T> work) {
        return whileWritersWait(activity, running, () -> besideWriters(running, work));
    }

    /** Returns what keeps work on the database as a whole away while it fails repeatedly. */
    OperationPolicy maintenance() {
        return service.maintenance();
    }

    /** Does work on the whole database while no other session has a connection. */
    <T> T alone(String activity, RunningRequest running, Function<DatabaseDriver, T> work) {
        return whileWritersWait(
                activity, running, () -> service.alone(driver -> stoppable(driver, running, work)));
    }

    private <T> T whileWritersWait(String activity, RunningRequest running, Supplier<T> work) {
        return holding(
                () -> activity,
                service.settings().writeWait().toNanos(),
                running,
                ticket -> {
                    try {
                        return work.get();
                    } finally {
                        service.queue().release(ticket);
                    }
                });
    }

    /** Gives up cursors and transactions whose snapshot was taken before that time. */
    void giveUpSnapshotsBefore(long nanoTime) {
        DatabaseException tooOld =
                new DatabaseException(
                        DatabaseErrorCode.TIMEOUT,
                        "snapshot too old: the rows were read so slowly that the write-ahead log"
                                + " grew over its bound; run the query again");
        for (Cursor cursor : List.copyOf(cursors.values())) {
            if (cursor.ownsDriver() && cursor.openedAt() - nanoTime < 0) {
                cursor.fail(tooOld);
                cursor.close();
            }
        }
        OpenTransaction open = transaction;
        if (open != null && open.mode() == TransactionMode.READ && open.begunAt() - nanoTime < 0) {
            fail(
                    "the transaction was ended because the write-ahead log grew over its bound"
                            + " while it held its snapshot; roll it back and begin again");
        }
    }

    void begin(Request.Begin request, RunningRequest running) {
        requireUsable();
        if (transaction != null) {
            throw wrongState("a transaction is open already; use a savepoint inside it");
        }
        ServiceSettings settings = service.settings();
        long lease =
                request.leaseMillis() > 0
                        ? Math.min(request.leaseMillis(), settings.longestLease().toMillis())
                        : settings.lease().toMillis();
        switch (request.mode()) {
            case READ -> beginOn(request.mode(), null, lease);
            case WRITE -> {
                long waitNanos =
                        request.waitMillis() > 0
                                ? Duration.ofMillis(request.waitMillis()).toNanos()
                                : settings.writeWait().toNanos();
                holding(
                        () -> "a transaction that has just begun",
                        waitNanos,
                        running,
                        ticket -> {
                            beginOn(request.mode(), ticket, lease);
                            return ticket;
                        });
            }
        }
    }

    private void beginOn(
            TransactionMode mode, @Nullable WriteTicket<WriteUnit> ticket, long leaseMillis) {
        DatabaseDriver driver = null;
        boolean begun = false;
        try {
            driver = drivers.take();
            driver.begin(mode);
            begun = true;
        } finally {
            if (!begun) {
                if (driver != null) {
                    drivers.giveBack(driver);
                }
                if (ticket != null) {
                    service.queue().release(ticket);
                }
            }
        }
        transaction =
                new OpenTransaction(
                        mode,
                        driver,
                        ticket,
                        Duration.ofMillis(leaseMillis).toNanos(),
                        service.clock().now());
    }

    void commit(String key) {
        requireUsable();
        OpenTransaction open = requireTransaction();
        open.describe(() -> "COMMIT");
        service.keys().begin(key);
        try {
            if (!key.isEmpty()) {
                service.keys().record(open.driver(), key, new UpdateResult(0, lastRowId));
            }
            open.driver().commit();
            endTransaction(open);
        } finally {
            service.keys().end(key);
        }
    }

    void rollback() {
        failed = null;
        OpenTransaction open = transaction;
        if (open != null) {
            try {
                open.driver().rollback();
            } finally {
                endTransaction(open);
            }
        }
    }

    void savepoint(Request.SetSavepoint request) {
        requireUsable();
        DatabaseDriver driver = requireTransaction().driver();
        switch (request.action()) {
            case SET -> driver.savepoint(request.name());
            case RELEASE -> driver.releaseSavepoint(request.name());
            case ROLLBACK_TO -> {
                driver.rollbackToSavepoint(request.name());
                forgetCursorsOf(driver);
            }
        }
    }

    private void endTransaction(OpenTransaction open) {
        transaction = null;
        forgetCursorsOf(open.driver());
        if (open.ticket() != null) {
            service.queue().release(open.ticket());
        }
        drivers.giveBack(open.driver());
    }

    /** The driver has closed the rows itself. */
    private void forgetCursorsOf(DatabaseDriver driver) {
        cursors.values().removeIf(cursor -> cursor.driver().equals(driver));
    }

    /**
     * To be called after every request: notices a transaction that SQLite ended by itself, and
     * frees the write lock at once.
     */
    void settle() {
        OpenTransaction open = transaction;
        if (open == null) {
            return;
        }
        if (open.driver().transactionState() == TransactionState.FAILED) {
            fail("the transaction was ended by the database, which undid it; roll it back");
        } else {
            open.touch(service.clock().now());
        }
    }

    /** Undoes the transaction and refuses everything until the client rolls it back. */
    void fail(String reason) {
        rollback();
        failed = new DatabaseException(DatabaseErrorCode.TRANSACTION_FAILED, reason);
    }

    void requireUsable() {
        if (failed != null) {
            throw failed;
        }
    }

    private OpenTransaction requireTransaction() {
        if (transaction == null) {
            throw wrongState("no transaction is open");
        }
        return transaction;
    }

    /** Rolls back, closes the cursors, and gives the connections up. */
    void close() {
        rollback();
        for (int number : List.copyOf(cursors.keySet())) {
            closeCursor(number);
        }
        statements.forgetAll();
        drivers.close();
    }

    static DatabaseException cancelled() {
        return new DatabaseException(
                DatabaseErrorCode.CANCELLED, "the statement was cancelled while it waited");
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }

    private static DatabaseException wrongState(String message) {
        return new DatabaseException(DatabaseErrorCode.TRANSACTION_STATE, message);
    }
}
