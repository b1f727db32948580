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
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<Integer, CheckedStatement> statements = new HashMap<>();
    private final Map<Integer, Cursor> cursors = new LinkedHashMap<>();
    private final List<DatabaseDriver> free = new ArrayList<>();
    private @Nullable DatabaseDriver temporary;
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

    /** Makes a statement known, or finds one that is. */
    CheckedStatement statement(StatementText text) {
        if (text.sql() == null) {
            CheckedStatement known = statements.get(text.number());
            if (known == null) {
                throw invalid("statement " + text.number() + " is not known to this session");
            }
            return known;
        }
        int bound = service.settings().limits().openStatements();
        if (statements.size() >= bound && !statements.containsKey(text.number())) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the session has %d statements open, which is the limit; close one"
                            .formatted(bound));
        }
        statements.remove(text.number());
        CheckedStatement checked = service.policy().check(text.sql());
        statements.put(text.number(), checked);
        return checked;
    }

    void closeStatement(int number) {
        statements.remove(number);
    }

    UpdateResult execute(Request.Execute request, RunningRequest running) {
        CheckedStatement statement = statement(request.statement());
        SqlStatement bound = bound(statement, request.values(), request.timeoutMillis());
        return update(statement, request.key(), true, running, driver -> driver.execute(bound));
    }

    UpdateResult batch(Request.Batch request, RunningRequest running) {
        CheckedStatement statement = statement(request.statement());
        int bound = service.settings().limits().batchRows();
        if (request.rows().size() > bound) {
            throw tooLarge("a batch of " + request.rows().size() + " rows", bound);
        }
        return update(
                statement,
                request.key(),
                false,
                running,
                driver -> driver.executeBatch(statement.sql(), request.rows()));
    }

    private SqlStatement bound(
            CheckedStatement statement,
            List<? extends @Nullable Object> values,
            long timeoutMillis) {
        int bound = service.settings().limits().values();
        if (values.size() > bound) {
            throw tooLarge(values.size() + " bound values", bound);
        }
        SqlStatement unlimited = SqlStatement.of(statement.sql(), values.toArray());
        return timeoutMillis > 0 ? unlimited.within(Duration.ofMillis(timeoutMillis)) : unlimited;
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
            temporary = open.driver();
        }
        return stoppable(open.driver(), running, work);
    }

    private <T> T reading(
            CheckedStatement statement, RunningRequest running, Function<DatabaseDriver, T> work) {
        refuseQuestionsToConnection(statement);
        DatabaseDriver driver = takeDriver();
        try {
            return stoppable(driver, running, work);
        } finally {
            giveBack(driver);
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
            if (statement.temporary() || temporary != null) {
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
        DatabaseDriver driver = takeDriver();
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
                temporary = driver;
            }
            giveBack(driver);
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

    /** Logs the statement if it took too long. */
    void noteDuration(StatementText text, int parameters, long nanos) {
        if (!service.slowStatements().isSlow(nanos)) {
            return;
        }
        CheckedStatement statement = statements.get(text.number());
        if (statement == null) {
            return;
        }
        DatabaseDriver driver = transaction == null ? takeDriver() : transaction.driver();
        try {
            service.slowStatements().log(owner, statement, parameters, nanos, driver);
        } finally {
            if (transaction == null) {
                giveBack(driver);
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
        CheckedStatement statement = statement(request.statement());
        SqlStatement bound = bound(statement, request.values(), request.timeoutMillis());
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
        DatabaseDriver driver = takeDriver();
        try {
            Rows rows = stoppable(driver, running, d -> d.query(bound));
            return new Cursor(number, driver, rows, true);
        } catch (RuntimeException e) {
            giveBack(driver);
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

    /** Closes a cursor; does nothing if it is closed already. */
    void closeCursor(int number) {
        Cursor cursor = cursors.remove(number);
        if (cursor != null) {
            cursor.close();
            if (cursor.ownsDriver()) {
                giveBack(cursor.driver());
            }
        }
    }

    /** Does work that changes nothing but what it adds by itself, beside the writers. */
    <T> T besideWriters(RunningRequest running, Function<DatabaseDriver, T> work) {
        DatabaseDriver driver = takeDriver();
        try {
            return stoppable(driver, running, work);
        } finally {
            giveBack(driver);
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
            driver = takeDriver();
            driver.begin(mode);
            begun = true;
        } finally {
            if (!begun) {
                if (driver != null) {
                    giveBack(driver);
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
        giveBack(open.driver());
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

    /** Returns a connection that nothing of this session uses at the moment. */
    DatabaseDriver takeDriver() {
        DatabaseDriver keeper = temporary;
        if (keeper != null) {
            // Temporary objects live on one connection, so all statements run there.
            return keeper;
        }
        return free.isEmpty() ? service.pool().take() : free.removeLast();
    }

    void giveBack(DatabaseDriver driver) {
        if (!driver.equals(temporary)) {
            free.add(driver);
        }
    }

    /** Rolls back, closes the cursors, and gives the connections up. */
    void close() {
        rollback();
        for (int number : List.copyOf(cursors.keySet())) {
            closeCursor(number);
        }
        statements.clear();
        if (temporary != null) {
            temporary.close();
            temporary = null;
        }
        giveUpFreeDrivers();
    }

    /** Gives up the connections that are not in use, for others or for good. */
    void giveUpFreeDrivers() {
        free.forEach(service.pool()::giveBack);
        free.clear();
    }

    private static DatabaseException cancelled() {
        return new DatabaseException(
                DatabaseErrorCode.CANCELLED, "the statement was cancelled while it waited");
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }

    private static DatabaseException wrongState(String message) {
        return new DatabaseException(DatabaseErrorCode.TRANSACTION_STATE, message);
    }

    private static DatabaseException tooLarge(String what, int bound) {
        return new DatabaseException(
                DatabaseErrorCode.TOO_LARGE, what + " are more than the limit, which is " + bound);
    }
}
