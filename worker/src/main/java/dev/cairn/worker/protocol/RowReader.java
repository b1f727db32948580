package dev.cairn.worker.protocol;

import dev.cairn.database.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows out of frames, each value only when it is asked for. A value that is asked for as
 * another storage class is converted as SQLite does it
 * (https://www.sqlite.org/c3ref/column_blob.html).
 */
public final class RowReader {

    private final List<String> columns;
    private final int[] starts;
    private BodyReader in;
    private int end;

    /** Makes a reader that stands before the first row of a query. */
    public RowReader(Frame first) {
        this.in = new BodyReader(first.body());
        this.columns = in.texts();
        this.starts = new int[columns.size()];
    }

    /** Returns the names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** Goes on with the next frame of the same query. */
    public void moveTo(Frame frame) {
        in = new BodyReader(frame.body());
    }

    /** Moves to the next row of the frame and returns whether there is one. */
    public boolean next() {
        if (in.remaining() == 0) {
            return false;
        }
        for (int column = 0; column < starts.length; column++) {
            starts[column] = in.skipValue();
        }
        end = in.position();
        return true;
    }

    /** Returns the storage class of a value. */
    public ValueType type(int column) {
        in.moveTo(starts[column]);
        ValueType type =
                switch (in.octet()) {
                    case ValueTag.INTEGER -> ValueType.INTEGER;
                    case ValueTag.REAL -> ValueType.REAL;
                    case ValueTag.TEXT -> ValueType.TEXT;
                    case ValueTag.BLOB -> ValueType.BLOB;
                    default -> ValueType.NULL;
                };
        in.moveTo(end);
        return type;
    }

    /** Returns a value as an integer. */
    public long integer(int column) {
        in.moveTo(starts[column]);
        if (in.octet() == ValueTag.INTEGER) {
            long number = in.signed();
            in.moveTo(end);
            return number;
        }
        Object value = value(column);
        // No switch over classes here and below, which generates a class when it is first run.
        if (value instanceof Double number) {
            return number.longValue();
        }
        return value == null ? 0 : ValueConversion.integer(asText(value));
    }

    /** Returns a value as a floating-point number. */
    public double real(int column) {
        in.moveTo(starts[column]);
        if (in.octet() == ValueTag.REAL) {
            double number = in.real();
            in.moveTo(end);
            return number;
        }
        Object value = value(column);
        if (value instanceof Long number) {
            return number.doubleValue();
        }
        return value == null ? 0 : ValueConversion.real(asText(value));
    }

    private static String asText(Object value) {
        return value instanceof byte[] blob ? utf8(blob) : value.toString();
    }

    /** Returns a value as text. */
    public @Nullable String text(int column) {
        Object value = value(column);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof byte[] blob) {
            return utf8(blob);
        }
        return value instanceof Double number ? ValueConversion.text(number) : value.toString();
    }

    /** Returns a value as bytes. */
    public byte @Nullable [] blob(int column) {
        if (value(column) instanceof byte[] blob) {
            return blob;
        }
        String text = text(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable Object value(int column) {
        in.moveTo(starts[column]);
        Object value = in.value();
        in.moveTo(end);
        return value;
    }
}
