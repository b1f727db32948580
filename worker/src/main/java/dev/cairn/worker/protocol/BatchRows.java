package dev.cairn.worker.protocol;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch in the form in which they are sent. Each becomes objects only when it is its
 * turn, so that few of them exist at a time.
 */
public final class BatchRows extends AbstractCollection<List<@Nullable Object>> {

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int count;

    private BatchRows(byte[] bytes, int start, int end, int count) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.count = count;
    }

    /** Returns rows in the form in which they are sent. */
    static BatchRows of(Collection<? extends List<? extends @Nullable Object>> rows) {
        return take(
                rows.iterator(), rows.size(), Long.MAX_VALUE, new BodyWriter(Integer.MAX_VALUE));
    }

    /**
     * Takes rows until there are enough of them, or none is left.
     *
     * @param mostBytes with how many bytes there are enough
     * @param writer where they are kept; what was there is gone
     * @throws dev.cairn.database.DatabaseException with INVALID_STATEMENT if a value cannot be
     *     stored, with TOO_LARGE if they are more than the writer takes
     */
    public static BatchRows take(
            Iterator<? extends List<? extends @Nullable Object>> source,
            int mostRows,
            long mostBytes,
            BodyWriter writer) {
        writer.clear();
        int count = 0;
        while (count < mostRows && writer.size() < mostBytes && source.hasNext()) {
            writer.values(source.next());
            count++;
        }
        return new BatchRows(writer.array(), 0, writer.size(), count);
    }

    /**
     * Passes over the rows of a batch.
     *
     * @throws dev.cairn.database.DatabaseException with PROTOCOL if they are not as they must be
     */
    static BatchRows read(BodyReader in) {
        int count = in.count();
        int start = in.position();
        for (int row = 0; row < count; row++) {
            for (int left = in.count(); left > 0; left--) {
                in.skipValue();
            }
        }
        return new BatchRows(in.bytes(), start, in.position(), count);
    }

    void write(BodyWriter out) {
        out.varint(count);
        out.octets(bytes, start, end - start);
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public Iterator<List<@Nullable Object>> iterator() {
        BodyReader in = new BodyReader(bytes);
        in.moveTo(start);
        return new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public List<@Nullable Object> next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                left--;
                return in.values();
            }
        };
    }
}
