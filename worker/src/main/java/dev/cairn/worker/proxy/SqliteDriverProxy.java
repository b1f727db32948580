package dev.cairn.worker.proxy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseInformation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.MaintenanceRegistry;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.schema.Schema;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Request.SetSavepoint;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseCodec;
import dev.cairn.worker.protocol.StatementText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a SQLite file that another process owns, over that process's socket.
 *
 * <p>It reconnects by itself. What was under way when the connection broke is sent again if it
 * cannot have changed anything; a transaction is undone and the driver in {@link
 * TransactionState#FAILED}; a write outside one, or a commit, is {@link
 * DatabaseErrorCode#IN_DOUBT}, unless commits carry keys, by which the next worker tells what
 * became of it. Nothing is done twice, and nothing is dropped silently.
 */
public final class SqliteDriverProxy implements DatabaseDriver {

    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_CANCELS = 400;
    private static final long CANCEL_PAUSE_NANOS = 5_000_000;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int BATCH_ROWS = 10_000;
    private static final String BATCH_SAVEPOINT = "cairn batch";

    private final WorkerConnector connector;
    private final boolean commitKeys;
    private final Set<ProxyRows> openRows = ConcurrentHashMap.newKeySet();
    private volatile @Nullable WorkerConnection connection;
    private StatementNumbers statements = new StatementNumbers(0);
    private volatile int underWay;
    private TransactionState state = TransactionState.IDLE;
    private @Nullable DatabaseException lostTransaction;
    private boolean closed;

    /**
     * Opens a session.
     *
     * @param commitKeys whether every commit gets a key, so that it is never in doubt; it costs a
     *     row
     */
    public SqliteDriverProxy(WorkerConnector connector, boolean commitKeys) {
        this.connector = connector;
        this.commitKeys = commitKeys;
        connect();
    }

    @Override
    public DatabaseInformation information() {
        Response.Welcome welcome = connect().welcome();
        return new DatabaseInformation(
                DatabaseType.SQLITE,
                welcome.engineVersion(),
                welcome.location(),
                welcome.process());
    }

    @Override
    public UpdateResult execute(SqlStatement statement) {
        return update(
                statement.sql(),
                key ->
                        name ->
                                new Request.Execute(
                                        name, millis(statement), key, statement.parameters()));
    }

    private static long millis(SqlStatement statement) {
        return statement.timeout().map(limit -> Math.max(1, limit.toMillis())).orElse(0L);
    }

    /** Sends a write, and once more if its key shows that the first was not committed. */
    private UpdateResult update(
            String sql, Function<String, Function<StatementText, Request>> request) {
        while (true) {
            String key = keyOutsideTransaction();
            try {
                Frame reply = callWith(sql, request.apply(key), lossOfWrite());
                return result(read(reply));
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.IN_DOUBT || key.isEmpty()) {
                    throw e;
                }
                Response.Resolution resolution = resolve(key);
                if (resolution.committed()) {
                    return result(resolution.result());
                }
            }
        }
    }

    private String keyOutsideTransaction() {
        return commitKeys && state == TransactionState.IDLE ? UUID.randomUUID().toString() : "";
    }

    private Loss lossOfWrite() {
        return state == TransactionState.IDLE ? Loss.IN_DOUBT : Loss.UNDOES_TRANSACTION;
    }

    private Response.Resolution resolve(String key) {
        Response response = read(call(new Request.Resolve(key), Loss.HARMLESS));
        if (response instanceof Response.Resolution resolution) {
            return resolution;
        }
        throw WorkerConnection.unexpected(response);
    }

    private static UpdateResult result(Response response) {
        if (response instanceof Response.Complete complete) {
            return new UpdateResult(complete.changedRows(), complete.lastRowId());
        }
        throw WorkerConnection.unexpected(response);
    }

    @Override
    public Rows query(SqlStatement statement) {
        Frame first =
                callWith(
                        statement.sql(),
                        name ->
                                new Request.Query(
                                        name,
                                        millis(statement),
                                        ProxyRows.CREDITS,
                                        statement.parameters()),
                        lossOfQuery(statement.sql()));
        if (!isRows(first)) {
            throw WorkerConnection.unexpected(ResponseCodec.read(first));
        }
        ProxyRows rows =
                new ProxyRows(this, first.request(), first, state != TransactionState.IDLE);
        openRows.add(rows);
        return rows;
    }

    /** A query that begins otherwise than one that only reads may be a write that returns rows. */
    private Loss lossOfQuery(String sql) {
        if (state != TransactionState.IDLE) {
            return Loss.UNDOES_TRANSACTION;
        }
        String start = sql.stripLeading();
        return start.regionMatches(true, 0, "SELECT", 0, 6)
                        || start.regionMatches(true, 0, "PRAGMA", 0, 6)
                ? Loss.HARMLESS
                : Loss.IN_DOUBT;
    }

    @Override
    public UpdateResult executeBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        Iterator<? extends List<? extends @Nullable Object>> rest = rows.iterator();
        BatchChunk first = BatchChunk.next(rest, BATCH_ROWS, BATCH_BYTES);
        if (!rest.hasNext()) {
            return send(sql, first);
        }
        return state == TransactionState.IDLE
                ? inTransaction(TransactionMode.WRITE, () -> sendAll(sql, first, rest))
                : underSavepoint(sql, first, rest);
    }

    private UpdateResult send(String sql, BatchChunk chunk) {
        return update(sql, key -> name -> new Request.Batch(name, 0, key, chunk.rows()));
    }

    private UpdateResult sendAll(
            String sql,
            BatchChunk first,
            Iterator<? extends List<? extends @Nullable Object>> rest) {
        UpdateResult last = send(sql, first);
        long changed = last.changedRows();
        while (rest.hasNext()) {
            last = send(sql, BatchChunk.next(rest, BATCH_ROWS, BATCH_BYTES));
            changed += last.changedRows();
        }
        return new UpdateResult(changed, last.lastRowId());
    }

    private UpdateResult underSavepoint(
            String sql,
            BatchChunk first,
            Iterator<? extends List<? extends @Nullable Object>> rest) {
        savepoint(BATCH_SAVEPOINT);
        boolean done = false;
        try {
            UpdateResult result = sendAll(sql, first, rest);
            done = true;
            return result;
        } finally {
            if (state != TransactionState.FAILED) {
                if (!done) {
                    rollbackToSavepoint(BATCH_SAVEPOINT);
                }
                releaseSavepoint(BATCH_SAVEPOINT);
            }
        }
    }

    @Override
    public void begin(TransactionMode mode) {
        // Should the answer be lost, so is the transaction that it tells of.
        call(new Request.Begin(mode, 0, 0), Loss.HARMLESS);
    }

    @Override
    public void commit() {
        boolean writes = state == TransactionState.WRITE;
        String key = commitKeys && writes ? UUID.randomUUID().toString() : "";
        try {
            call(new Request.Commit(key), writes ? Loss.IN_DOUBT : Loss.UNDOES_TRANSACTION);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.IN_DOUBT || key.isEmpty()) {
                throw e;
            }
            settleCommit(key);
        }
        endRowsOfTransaction();
    }

    private void settleCommit(String key) {
        DatabaseException lost = lostTransaction;
        state = TransactionState.IDLE;
        lostTransaction = null;
        if (!resolve(key).committed()) {
            DatabaseException undone =
                    new DatabaseException(
                            DatabaseErrorCode.CONNECTION_LOST,
                            "the connection broke at the commit, which did not happen: the"
                                    + " transaction is undone",
                            lost);
            lostTransaction = undone;
            state = TransactionState.FAILED;
            throw undone;
        }
    }

    @Override
    public void rollback() {
        requireOpen();
        if (lostTransaction != null) {
            lostTransaction = null;
            state = TransactionState.IDLE;
        } else if (state != TransactionState.IDLE) {
            try {
                roundTrip(c -> new Request.Rollback(), Loss.HARMLESS);
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.CONNECTION_LOST
                        && e.code() != DatabaseErrorCode.NOT_CONNECTED) {
                    throw e;
                }
                // It is undone with the session.
            }
            state = TransactionState.IDLE;
            lostTransaction = null;
        }
        endRowsOfTransaction();
    }

    private void endRowsOfTransaction() {
        openRows.removeIf(ProxyRows::endsWithTransaction);
    }

    @Override
    public void savepoint(String name) {
        requireTransaction();
        call(new SetSavepoint(SetSavepoint.Action.SET, name), Loss.UNDOES_TRANSACTION);
    }

    @Override
    public void releaseSavepoint(String name) {
        requireTransaction();
        call(new SetSavepoint(SetSavepoint.Action.RELEASE, name), Loss.UNDOES_TRANSACTION);
    }

    @Override
    public void rollbackToSavepoint(String name) {
        requireTransaction();
        call(new SetSavepoint(SetSavepoint.Action.ROLLBACK_TO, name), Loss.UNDOES_TRANSACTION);
        endRowsOfTransaction();
    }

    private void requireTransaction() {
        requireUsable();
        if (state == TransactionState.IDLE) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE, "no transaction is open");
        }
    }

    @Override
    public TransactionState transactionState() {
        return state;
    }

    @Override
    public void cancel() {
        WorkerConnection current = connection;
        int number = underWay;
        if (number == 0) {
            openRows.forEach(ProxyRows::cancel);
            return;
        }
        // The request may not have come to its statement yet, so it is asked again until it has
        // ended.
        for (int i = 0; i < MOST_CANCELS && current != null && underWay == number; i++) {
            try {
                current.cancel(number);
            } catch (IOException _) {
                return;
            }
            LockSupport.parkNanos(this, CANCEL_PAUSE_NANOS);
        }
    }

    @Override
    public Schema inspectSchema() {
        return Documents.read(document(call(new Request.Inspect(), Loss.HARMLESS)), Schema.class);
    }

    @Override
    public <R> R perform(MaintenanceRequest<R> request, ProgressListener progress) {
        Request perform =
                new Request.Perform(
                        MaintenanceRegistry.name(request.getClass()), Documents.write(request));
        Frame frame = call(perform, Loss.IN_DOUBT);
        while (frame.type() == FrameType.PROGRESS) {
            if (read(frame) instanceof Response.Progress step) {
                progress.progress(step.phase(), step.done(), step.total());
            }
            frame = receiveReply(frame.request(), Loss.IN_DOUBT);
        }
        return Documents.read(document(frame), request.resultType());
    }

    private static String document(Frame frame) {
        Response response = read(frame);
        if (response instanceof Response.Document document) {
            return document.json();
        }
        throw WorkerConnection.unexpected(response);
    }

    /** Asks for a document about the worker itself. */
    String document(Request request) {
        return document(call(request, Loss.HARMLESS));
    }

    private Frame callWith(String sql, Function<StatementText, Request> request, Loss loss) {
        requireUsable();
        try {
            return roundTrip(c -> request.apply(statements.name(sql)), loss);
        } catch (DatabaseException e) {
            // Whether the worker knows the text now depends on where it failed; so it is sent
            // again.
            statements.forget(sql);
            throw e;
        }
    }

    private Frame call(Request request, Loss loss) {
        requireUsable();
        return roundTrip(c -> request, loss);
    }

    /**
     * Sends a request and returns its first answer, over as many connections as the loss allows.
     */
    private Frame roundTrip(Function<WorkerConnection, Request> request, Loss loss) {
        for (int attempt = 1; ; attempt++) {
            WorkerConnection current = connectForRequest();
            int number = current.nextNumber();
            try {
                drainRows(current);
                Request toSend = request.apply(current);
                for (int forgotten : statements.takeForgotten()) {
                    current.write(new Request.CloseStatement(forgotten), current.nextNumber());
                }
                underWay = number;
                current.send(toSend, number);
            } catch (IOException e) {
                // Nothing of the request can have been carried out.
                Loss meant =
                        state == TransactionState.IDLE ? Loss.HARMLESS : Loss.UNDOES_TRANSACTION;
                requireRetry(meant, attempt, e);
                continue;
            } finally {
                underWay = 0;
            }
            underWay = number;
            try {
                return receiveReply(number, current);
            } catch (IOException e) {
                requireRetry(loss, attempt, e);
            } finally {
                underWay = 0;
            }
        }
    }

    private WorkerConnection connectForRequest() {
        if (connection == null && state != TransactionState.IDLE) {
            throw transactionLost(null);
        }
        return connect();
    }

    private WorkerConnection connect() {
        requireOpen();
        WorkerConnection current = connection;
        if (current == null) {
            current = connector.connect();
            statements = new StatementNumbers(current.welcome().limits().openStatements());
            connection = current;
        }
        return current;
    }

    /** Returns if the request may be sent again over a new connection; otherwise says why not. */
    private void requireRetry(Loss loss, int attempt, IOException cause) {
        loseConnection(cause);
        switch (loss) {
            case HARMLESS -> {
                if (state != TransactionState.IDLE) {
                    throw transactionLost(cause);
                }
                if (attempt >= MOST_ATTEMPTS) {
                    throw new DatabaseException(
                            DatabaseErrorCode.CONNECTION_LOST,
                            "the connection to the worker broke %d times: %s"
                                    .formatted(attempt, cause),
                            cause);
                }
            }
            case UNDOES_TRANSACTION -> throw transactionLost(cause);
            case IN_DOUBT -> {
                DatabaseException doubt =
                        new DatabaseException(
                                DatabaseErrorCode.IN_DOUBT,
                                "the connection to the worker broke after a write was sent: it was"
                                        + " done or it was not; look before doing it again",
                                cause);
                if (state != TransactionState.IDLE) {
                    lostTransaction = doubt;
                    state = TransactionState.FAILED;
                }
                throw doubt;
            }
        }
    }

    private DatabaseException transactionLost(@Nullable IOException cause) {
        DatabaseException lost =
                new DatabaseException(
                        DatabaseErrorCode.CONNECTION_LOST,
                        "the connection to the worker broke, and the transaction is undone; roll it"
                                + " back and begin again",
                        cause);
        lostTransaction = lost;
        state = TransactionState.FAILED;
        return lost;
    }

    private void loseConnection(IOException cause) {
        WorkerConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
        DatabaseException lost =
                new DatabaseException(
                        DatabaseErrorCode.CONNECTION_LOST,
                        "the connection to the worker broke before all rows had come; run the query"
                                + " again",
                        cause);
        openRows.forEach(rows -> rows.lose(lost));
        openRows.clear();
    }

    private Frame receiveReply(int number, Loss loss) {
        WorkerConnection current = connect();
        underWay = number;
        try {
            return receiveReply(number, current);
        } catch (IOException e) {
            requireRetry(loss, MOST_ATTEMPTS, e);
            throw new IllegalStateException("a lost answer is not asked for again", e);
        } finally {
            underWay = 0;
        }
    }

    /** Reads until the answer to that request comes; rows of open queries are put by. */
    private Frame receiveReply(int number, WorkerConnection current) throws IOException {
        while (true) {
            Frame frame = current.receive();
            if (frame.request() == number) {
                state = frame.transactionState();
                if (frame.type() == FrameType.FAILURE) {
                    throw failure(frame);
                }
                return frame;
            }
            putBy(frame);
        }
    }

    private void putBy(Frame frame) {
        for (ProxyRows rows : openRows) {
            if (rows.number() == frame.request()) {
                rows.arrived(frame);
                return;
            }
        }
        if (frame.request() == 0 && frame.type() == FrameType.FAILURE) {
            throw failure(frame);
        }
        // Otherwise it belongs to rows that were closed while it was on its way.
    }

    /**
     * Takes in what is still on its way, so that the worker is never blocked in sending rows while
     * this side is blocked in sending it a request.
     */
    private void drainRows(WorkerConnection current) throws IOException {
        for (ProxyRows rows : openRows) {
            while (rows.owed() > 0) {
                putBy(current.receive());
            }
        }
    }

    /** Waits until a frame of these rows has come. */
    void receiveFor(ProxyRows rows) {
        WorkerConnection current = connection;
        if (current == null) {
            return;
        }
        int owed = rows.owed();
        underWay = rows.number();
        try {
            while (rows.owed() == owed && !rows.ended()) {
                putBy(current.receive());
            }
        } catch (IOException e) {
            boolean inTransaction = state != TransactionState.IDLE;
            loseConnection(e);
            if (inTransaction) {
                throw transactionLost(e);
            }
            throw new DatabaseException(
                    DatabaseErrorCode.CONNECTION_LOST,
                    "the connection to the worker broke before all rows had come; run the query"
                            + " again",
                    e);
        } finally {
            underWay = 0;
        }
    }

    /** Allows the worker to send one more frame of these rows. */
    void allowMore(ProxyRows rows) {
        WorkerConnection current = connection;
        if (current != null) {
            try {
                current.send(new Request.Fetch(rows.number(), 1), rows.number());
            } catch (IOException e) {
                boolean inTransaction = state != TransactionState.IDLE;
                loseConnection(e);
                if (inTransaction) {
                    throw transactionLost(e);
                }
            }
        }
    }

    /** Says that rows are not wanted any more. */
    void closeRows(ProxyRows rows) {
        WorkerConnection current = connection;
        if (current != null) {
            try {
                current.write(new Request.CloseCursor(rows.number()), rows.number());
            } catch (IOException e) {
                loseConnection(e);
            }
        }
    }

    void forget(ProxyRows rows) {
        openRows.remove(rows);
    }

    static boolean isRows(Frame frame) {
        return frame.type() == FrameType.ROWS;
    }

    static DatabaseException failure(Frame frame) {
        return ResponseCodec.read(frame) instanceof Response.Failure failure
                ? failure.toException()
                : WorkerConnection.unexpected(ResponseCodec.read(frame));
    }

    private static Response read(Frame frame) {
        return ResponseCodec.read(frame);
    }

    private void requireUsable() {
        requireOpen();
        if (state == TransactionState.FAILED) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_FAILED,
                    "the transaction has failed and is undone; roll it back",
                    new ArrayList<String>(),
                    lostTransaction);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseException(
                    DatabaseErrorCode.NOT_CONNECTED, "the conversation is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        WorkerConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}
