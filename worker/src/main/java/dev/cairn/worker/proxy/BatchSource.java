package dev.cairn.worker.proxy;

import dev.cairn.worker.protocol.BatchRows;
import dev.cairn.worker.protocol.BodyWriter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch, in parts of as many as go into one request. A part is gone when the next one
 * is taken.
 */
record BatchSource(Iterator<? extends List<? extends @Nullable Object>> rows, BodyWriter writer) {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ROWS = 10_000;

    boolean hasNext() {
        return rows.hasNext();
    }

    BatchRows next() {
        return BatchRows.take(rows, MOST_ROWS, MOST_BYTES, writer);
    }
}
