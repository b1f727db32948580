package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.ValueType;
import dev.cairn.worker.protocol.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that were read before they are sent. */
final class StoredRows implements Rows {

    private static final int BYTES_PER_VALUE = 16;

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows;
    private int position = -1;

    private StoredRows(List<String> columns, List<List<@Nullable Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads all rows.
     *
     * @throws DatabaseException with TOO_LARGE if they take more memory than a message may
     */
    static StoredRows of(Rows source, Limits limits) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long bytes = 0;
        while (source.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int column = 0; column < source.columns().size(); column++) {
                Object value = source.value(column);
                row.add(value);
                bytes += size(value);
            }
            if (bytes > limits.messageBytes()) {
                throw new DatabaseException(
                        DatabaseErrorCode.TOO_LARGE,
                        "the rows that a write returns take more than %d bytes; write fewer at once"
                                .formatted(limits.messageBytes()));
            }
            rows.add(row);
        }
        return new StoredRows(source.columns(), rows);
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case String text -> BYTES_PER_VALUE + (long) text.length();
            case byte[] blob -> BYTES_PER_VALUE + (long) blob.length;
            case null, default -> BYTES_PER_VALUE;
        };
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        position++;
        return position < rows.size();
    }

    @Override
    public @Nullable Object value(int column) {
        return rows.get(position).get(column);
    }

    @Override
    public ValueType type(int column) {
        return switch (value(column)) {
            case Long _ -> ValueType.INTEGER;
            case Double _ -> ValueType.REAL;
            case String _ -> ValueType.TEXT;
            case byte[] _ -> ValueType.BLOB;
            case null, default -> ValueType.NULL;
        };
    }

    @Override
    public long integer(int column) {
        return value(column) instanceof Long number ? number : 0;
    }

    @Override
    public double real(int column) {
        return value(column) instanceof Double number ? number : 0;
    }

    @Override
    public @Nullable String text(int column) {
        return value(column) instanceof String text ? text : null;
    }

    @Override
    public byte @Nullable [] blob(int column) {
        return value(column) instanceof byte[] blob ? blob : null;
    }

    @Override
    public void close() {
        position = rows.size();
    }
}
