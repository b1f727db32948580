package dev.cairn.worker.proxy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.ValueType;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.RowReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as they come from the worker. Not more frames are on their way than were
 * allowed, so that a result of any size takes the same memory.
 */
final class ProxyRows implements Rows {

    /**
     * How many frames may be on their way: while some are read the worker fills others, and neither
     * waits for the other at each. All of them together are the memory that a result takes.
     */
    static final int CREDITS = 8;

    private final WorkerLink link;
    private final int number;
    private final boolean inTransaction;
    private final Deque<Frame> received = new ArrayDeque<>();
    private final List<String> columns;
    private final RowReader reader;
    private int owed = CREDITS;
    private boolean ended;
    private boolean open = true;
    private boolean onRow;
    private volatile boolean cancelled;
    private @Nullable DatabaseException lost;

    /**
     * Begins with the first frame.
     *
     * @param inTransaction whether the rows end with the transaction
     */
    ProxyRows(WorkerLink link, int number, Frame first, boolean inTransaction) {
        this.link = link;
        this.number = number;
        this.inTransaction = inTransaction;
        this.reader = new RowReader(first);
        this.columns = reader.columns();
        noteArrival(first);
    }

    int number() {
        return number;
    }

    /** Returns how many frames are still on their way. */
    int owed() {
        return ended ? 0 : owed;
    }

    boolean ended() {
        return ended;
    }

    /** Takes a frame of this query. */
    void arrived(Frame frame) {
        received.add(frame);
        noteArrival(frame);
    }

    private void noteArrival(Frame frame) {
        owed--;
        if (frame.has(Frame.LAST) || !WorkerLink.isRows(frame)) {
            ended = true;
        }
    }

    /** Makes the next row fail, from any thread. */
    void cancel() {
        cancelled = true;
    }

    /** Says that the rows that have not come yet never will. */
    void lose(DatabaseException reason) {
        lost = reason;
        ended = true;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        requireOpen();
        onRow = false;
        if (cancelled) {
            close();
            throw new DatabaseException(DatabaseErrorCode.CANCELLED, "the query was cancelled");
        }
        while (!reader.next()) {
            if (received.isEmpty()) {
                if (ended && lost == null) {
                    return false;
                }
                if (lost != null) {
                    throw lost;
                }
                link.receiveFor(this);
            }
            take(Objects.requireNonNull(received.poll()));
        }
        onRow = true;
        return true;
    }

    private void take(Frame frame) {
        if (!WorkerLink.isRows(frame)) {
            open = false;
            throw WorkerLink.failure(frame);
        }
        if (!ended) {
            owed++;
            link.allowMore(this);
        }
        reader.moveTo(frame);
    }

    @Override
    public ValueType type(int column) {
        requireRow(column);
        return reader.type(column);
    }

    @Override
    public long integer(int column) {
        requireRow(column);
        return reader.integer(column);
    }

    @Override
    public double real(int column) {
        requireRow(column);
        return reader.real(column);
    }

    @Override
    public @Nullable String text(int column) {
        requireRow(column);
        return reader.text(column);
    }

    @Override
    public byte @Nullable [] blob(int column) {
        requireRow(column);
        return reader.blob(column);
    }

    private void requireOpen() {
        if (!open) {
            throw invalid("the rows are closed");
        }
    }

    private void requireRow(int column) {
        requireOpen();
        if (!onRow) {
            throw invalid("there is no row to read; call next() and look at what it returns");
        }
        if (column < 0 || column >= columns.size()) {
            throw invalid("there is no column " + column + ", only 0 to " + (columns.size() - 1));
        }
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }

    /** Closes the rows if they belong to the transaction that ends, and returns whether they do. */
    boolean endsWithTransaction() {
        if (inTransaction) {
            open = false;
            onRow = false;
        }
        return inTransaction;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            onRow = false;
            link.forget(this);
            if (!ended) {
                link.closeRows(this);
            }
        }
    }
}
