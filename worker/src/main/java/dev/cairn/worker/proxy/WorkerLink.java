package dev.cairn.worker.proxy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseReader;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A driver's link to its worker: the connection, which is made again when it breaks, the requests
 * and rows that are under way on it, and the state of the transaction as the worker told it last.
 * What a broken connection means for a request is for the caller to say, by its {@link Loss}.
 */
final class WorkerLink {

    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_CANCELS = 400;
    private static final long CANCEL_PAUSE_NANOS = 5_000_000;

    private final WorkerConnector connector;
    private final Set<ProxyRows> openRows = ConcurrentHashMap.newKeySet();
    private volatile @Nullable WorkerConnection connection;
    private StatementNumbers statements = new StatementNumbers(0);
    private volatile int underWay;
    private TransactionState state = TransactionState.IDLE;
    private @Nullable DatabaseException lostTransaction;
    private boolean closed;

    WorkerLink(WorkerConnector connector) {
        this.connector = connector;
    }

    TransactionState state() {
        return state;
    }

    /** Returns whether the worker has a transaction of this session, as far as is known. */
    boolean hasTransactionAtWorker() {
        return lostTransaction == null && state != TransactionState.IDLE;
    }

    /** Says that no transaction is open any more, and returns why it was lost, if it was. */
    @Nullable DatabaseException endTransaction() {
        DatabaseException lost = lostTransaction;
        lostTransaction = null;
        state = TransactionState.IDLE;
        return lost;
    }

    /** Says that the transaction is lost, and returns the reason. */
    DatabaseException fail(DatabaseException reason) {
        lostTransaction = reason;
        state = TransactionState.FAILED;
        return reason;
    }

    /** Makes rows of the first frame of a query. */
    ProxyRows openRows(Frame first) {
        ProxyRows rows =
                new ProxyRows(this, first.request(), first, state != TransactionState.IDLE);
        openRows.add(rows);
        return rows;
    }

    void endRowsOfTransaction() {
        openRows.removeIf(ProxyRows::endsWithTransaction);
    }

    /** Stops the request that is under way, from any thread; if none is, the rows that are open. */
    void cancel() {
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

    /**
     * Sends a request with a statement and returns its first answer.
     *
     * @param key the key of the commit; empty for none
     */
    Frame callWith(String sql, String key, StatementRequest request, Loss loss) {
        requireUsable();
        try {
            return roundTrip(() -> request.with(statements.name(sql), key), loss);
        } catch (RuntimeException | Error e) {
            // Whether the worker knows the text now depends on where it failed; so it is sent
            // again.
            statements.forget(sql);
            throw e;
        }
    }

    Frame call(Request request, Loss loss) {
        requireUsable();
        return roundTrip(() -> request, loss);
    }

    /**
     * Sends a request and returns its first answer, over as many connections as the loss allows.
     */
    Frame roundTrip(Supplier<Request> request, Loss loss) {
        for (int attempt = 1; ; attempt++) {
            WorkerConnection current = connectForRequest();
            int number = current.nextNumber();
            try {
                drainRows(current);
                Request toSend = request.get();
                for (int forgotten : statements.takeForgotten()) {
                    current.write(new Request.CloseStatement(forgotten), current.nextNumber());
                }
                underWay = number;
                current.send(toSend, number);
            } catch (IOException e) {
                // Nothing of the request can have been committed.
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

    WorkerConnection connect() {
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
                    throw fail(doubt);
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
        return fail(lost);
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

    Frame receiveReply(int number, Loss loss) {
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
        return ResponseReader.read(frame) instanceof Response.Failure failure
                ? failure.toException()
                : WorkerConnection.unexpected(ResponseReader.read(frame));
    }

    void requireUsable() {
        requireOpen();
        if (state == TransactionState.FAILED) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_FAILED,
                    "the transaction has failed and is undone; roll it back",
                    List.of(),
                    lostTransaction);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new DatabaseException(
                    DatabaseErrorCode.NOT_CONNECTED, "the conversation is closed");
        }
    }

    void close() {
        closed = true;
        WorkerConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}
