package dev.cairn.worker.protocol;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch as they came. All of them were looked through when the message was read, but
 * each becomes objects only when it is its turn, so that few of them exist at a time.
 */
final class ReceivedRows extends AbstractCollection<List<@Nullable Object>> {

    private final BodyReader first;
    private final int count;

    private ReceivedRows(BodyReader first, int count) {
        this.first = first;
        this.count = count;
    }

    /**
     * Passes over the rows of a batch.
     *
     * @throws dev.cairn.database.DatabaseException with PROTOCOL if they are not as they must be
     */
    static ReceivedRows read(BodyReader in) {
        int count = in.count();
        BodyReader first = in.copy();
        for (int row = 0; row < count; row++) {
            for (int left = in.count(); left > 0; left--) {
                in.skipValue();
            }
        }
        return new ReceivedRows(first, count);
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public Iterator<List<@Nullable Object>> iterator() {
        return new Iterator<>() {
            private final BodyReader in = first.copy();
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
                @Nullable Object[] values = new @Nullable Object[in.count()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.value();
                }
                return Arrays.asList(values);
            }
        };
    }
}
