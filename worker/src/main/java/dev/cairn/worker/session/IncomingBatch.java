package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.protocol.BatchRows;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose rows come in several messages. Those that have come are kept until the batch is
 * done, because it may have to begin anew.
 */
final class IncomingBatch {

    private final Request.Batch request;
    private final int number;
    private final Limits limits;
    private final List<BatchRows> parts = new ArrayList<>();
    private long rows;
    private long bytes;
    private boolean complete;
    private boolean answered;
    private @Nullable DatabaseException refusal;

    /**
     * Begins with the first rows.
     *
     * @param request the statement and the first rows
     * @param number the number of all of its messages
     * @param limits the bounds for one batch, in one message or in several
     */
    IncomingBatch(Request.Batch request, int number, Limits limits) {
        this.request = request;
        this.number = number;
        this.limits = limits;
        keep(request.rows());
    }

    Request.Batch request() {
        return request;
    }

    int number() {
        return number;
    }

    /** Takes in what came next. */
    void add(Request.MoreRows more) {
        complete = more.ending() != Request.MoreRows.Ending.NONE;
        if (more.ending() == Request.MoreRows.Ending.GIVEN_UP) {
            refuse(DatabaseErrorCode.CANCELLED, "the batch was given up by its client");
        } else {
            keep(more.rows());
        }
    }

    private void keep(BatchRows more) {
        rows += more.size();
        bytes += more.bytes();
        if (rows > limits.batchRows()) {
            refuse(
                    DatabaseErrorCode.TOO_LARGE,
                    "a batch of more than %d rows is over the limit".formatted(limits.batchRows()));
        } else if (bytes > limits.messageBytes()) {
            refuse(
                    DatabaseErrorCode.TOO_LARGE,
                    "a batch of more than %d bytes is over the limit"
                            .formatted(limits.messageBytes()));
        } else if (!answered && refusal == null) {
            parts.add(more);
        }
    }

    private void refuse(DatabaseErrorCode code, String reason) {
        if (refusal == null) {
            refusal = new DatabaseException(code, reason);
        }
        parts.clear();
    }

    /** Returns whether nothing more of it will come. */
    boolean isComplete() {
        return complete;
    }

    /** Says that its client knows what became of it, or will at once. */
    void setAnswered() {
        answered = true;
        parts.clear();
    }

    /** Returns whether its further rows are of no use. */
    boolean isAnswered() {
        return answered;
    }

    /**
     * Returns its rows, from the first on.
     *
     * @param receiver has more of them come; returns false if there are no more
     */
    Iterable<List<@Nullable Object>> rows(BooleanSupplier receiver) {
        return () ->
                new Iterator<>() {
                    private Iterator<List<@Nullable Object>> part = Collections.emptyIterator();
                    private int next;

                    @Override
                    public boolean hasNext() {
                        while (!part.hasNext()) {
                            requireWanted();
                            if (next == parts.size()) {
                                if (!receiver.getAsBoolean()) {
                                    return false;
                                }
                                continue;
                            }
                            part = parts.get(next++).iterator();
                        }
                        return true;
                    }

                    @Override
                    public List<@Nullable Object> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        return part.next();
                    }
                };
    }

    /**
     * Checks that it is to be carried out.
     *
     * @throws DatabaseException if it was given up or is over a limit
     */
    void requireWanted() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
