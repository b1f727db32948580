package dev.cairn.worker.proxy;

import dev.cairn.worker.protocol.BatchRows;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.StatementText;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of rows that are in memory, in several messages, each written while the worker inserts
 * the rows of the one before.
 */
final class BatchMessages implements Messages, Iterator<Request> {

    /** With fewer, the worker has little to do meanwhile. */
    private static final int FEWEST_ROWS = 100;

    /** The first rows are few, because the worker has nothing to do before they come. */
    private static final int FIRST_BYTES = 2 << 10;

    /** What is sent at once; the worker takes up to 64 KiB, with the last row. */
    private static final int PART_BYTES = 8_000;

    private static final int MOST_BYTES_OF_ROW = 256;

    /** The worker keeps the rows until they are committed. */
    private static final int MOST_BYTES = 4 << 20;

    private final Collection<? extends List<? extends @Nullable Object>> rows;
    private final BodyWriter writer;
    private Iterator<? extends List<? extends @Nullable Object>> left = Collections.emptyIterator();
    private @Nullable BatchRows first;
    private long bytes;
    private boolean tooLong;

    private BatchMessages(
            Collection<? extends List<? extends @Nullable Object>> rows, BodyWriter writer) {
        this.rows = rows;
        this.writer = writer;
        first = begin();
    }

    /**
     * Begins to write a batch, if it is one that is sent so with profit.
     *
     * @param writer where the rows of one message are kept; what was there is gone
     * @return its messages; null if it is to be sent otherwise
     */
    static @Nullable BatchMessages of(
            Iterable<? extends List<? extends @Nullable Object>> rows, BodyWriter writer) {
        if (!(rows instanceof Collection<? extends List<? extends @Nullable Object>> inMemory)
                || inMemory.size() < FEWEST_ROWS
                || inMemory.size() > BatchSource.MOST_ROWS) {
            return null;
        }
        BatchMessages messages = new BatchMessages(inMemory, writer);
        return messages.isWorthwhile() ? messages : null;
    }

    private BatchRows begin() {
        left = rows.iterator();
        bytes = 0;
        return take(FIRST_BYTES);
    }

    private BatchRows take(int bytes) {
        return BatchRows.take(left, rows.size(), bytes, writer);
    }

    private boolean isWorthwhile() {
        BatchRows sample = first;
        return sample != null
                && left.hasNext()
                && sample.bytes() <= (long) MOST_BYTES_OF_ROW * sample.size();
    }

    @Override
    public Request first(StatementText name, String key) {
        BatchRows part = first != null ? first : begin();
        first = null;
        Request.Batch batch = new Request.Batch(name, 0, key, part);
        return left.hasNext() ? new Request.OpenBatch(batch) : batch;
    }

    @Override
    public Iterator<Request> rest() {
        return this;
    }

    /** Returns whether it was given up because its rows take more than one request may have. */
    boolean isTooLong() {
        return tooLong;
    }

    @Override
    public boolean hasNext() {
        return left.hasNext();
    }

    @Override
    public Request next() {
        BatchRows part = take(PART_BYTES);
        bytes += part.bytes();
        if (bytes > MOST_BYTES) {
            tooLong = true;
            left = Collections.emptyIterator();
            return Request.MoreRows.givenUp();
        }
        return new Request.MoreRows(
                left.hasNext() ? Request.MoreRows.Ending.NONE : Request.MoreRows.Ending.LAST, part);
    }
}
