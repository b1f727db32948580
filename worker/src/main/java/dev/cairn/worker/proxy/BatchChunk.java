package dev.cairn.worker.proxy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As many rows of a batch as go into one request.
 *
 * @param rows the rows
 */
record BatchChunk(List<List<? extends @Nullable Object>> rows) {

    private static final int BYTES_PER_VALUE = 8;

    /** Takes rows until there are enough of them, or none is left. */
    static BatchChunk next(
            Iterator<? extends List<? extends @Nullable Object>> source,
            int mostRows,
            long mostBytes) {
        List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        long bytes = 0;
        while (source.hasNext() && rows.size() < mostRows && bytes < mostBytes) {
            List<? extends @Nullable Object> row = source.next();
            rows.add(row);
            bytes += size(row);
        }
        return new BatchChunk(rows);
    }

    private static long size(List<? extends @Nullable Object> row) {
        long bytes = 0;
        for (Object value : row) {
            if (value instanceof String text) {
                bytes += text.length();
            } else if (value instanceof byte[] blob) {
                bytes += blob.length;
            } else {
                bytes += BYTES_PER_VALUE;
            }
        }
        return bytes;
    }
}
