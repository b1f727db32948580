package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ParameterValues;
import dev.cairn.database.Rows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a message. Whole numbers are unsigned LEB128 or, where they may be negative,
 * zig-zag LEB128; floating-point numbers are 8 bytes, big-endian; texts and blobs have their length
 * in bytes before them.
 */
public final class BodyWriter {

    private static final int FIRST_BYTES = 256;
    private static final int LONGEST_VARINT = 10;

    private final int limit;
    private final MessageMemory memory;
    private long counted;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    /**
     * Makes an empty body.
     *
     * @param limit the most bytes that it may have
     */
    public BodyWriter(int limit) {
        this(limit, MessageMemory.UNBOUNDED);
    }

    /**
     * Makes an empty body.
     *
     * @param limit the most bytes that it may have
     * @param memory what its bytes are counted in, if they are many
     */
    public BodyWriter(int limit, MessageMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Returns how many bytes were written. */
    public int size() {
        return size;
    }

    /** Returns a copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written, and gives the memory of a long message back. */
    public void clear() {
        size = 0;
        if (counted > 0) {
            bytes = new byte[FIRST_BYTES];
            memory.giveBack(counted);
            counted = 0;
        }
    }

    /** Forgets what was written after so many bytes. */
    void cutTo(int newSize) {
        size = newSize;
    }

    byte[] array() {
        return bytes;
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void octets(byte[] source, int start, int length) {
        room(length);
        System.arraycopy(source, start, bytes, size, length);
        size += length;
    }

    void varint(long value) {
        room(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void real(double value) {
        room(Double.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (bits >>> shift);
        }
    }

    void text(String value) {
        blob(value.getBytes(StandardCharsets.UTF_8));
    }

    void blob(byte[] value) {
        varint(value.length);
        octets(value, 0, value.length);
    }

    void texts(List<String> values) {
        varint(values.size());
        values.forEach(this::text);
    }

    /** Writes the values of one row or of the parameters of one statement, with their count. */
    void values(List<? extends @Nullable Object> values) {
        varint(values.size());
        for (Object value : values) {
            value(value);
        }
    }

    /**
     * Writes one value with its tag.
     *
     * @throws DatabaseException with INVALID_STATEMENT if the value is not one that can be bound
     */
    void value(@Nullable Object value) {
        // No switch over classes, which generates a class when it is first run.
        if (value instanceof String text) {
            tagged(ValueTag.TEXT, checkedUtf8(text));
            return;
        }
        Object checked = ParameterValues.checked(value);
        if (checked instanceof Long number) {
            integer(number);
        } else if (checked instanceof Double number) {
            tagged(ValueTag.REAL, number);
        } else if (checked instanceof byte[] blob) {
            tagged(ValueTag.BLOB, blob);
        } else {
            octet(ValueTag.NULL);
        }
    }

    /** Writes the value of one column of the row that a query stands on. */
    void value(Rows rows, int column) {
        switch (rows.type(column)) {
            case NULL -> octet(ValueTag.NULL);
            case INTEGER -> integer(rows.integer(column));
            case REAL -> tagged(ValueTag.REAL, rows.real(column));
            case TEXT -> tagged(ValueTag.TEXT, present(rows.utf8(column)));
            case BLOB -> tagged(ValueTag.BLOB, present(rows.blob(column)));
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new DatabaseException(
                    DatabaseErrorCode.INTERNAL, "a value that is not NULL could not be read");
        }
        return value;
    }

    private void integer(long value) {
        octet(ValueTag.INTEGER);
        signed(value);
    }

    private void tagged(int tag, double value) {
        octet(tag);
        real(value);
    }

    private static byte[] checkedUtf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // Half a surrogate pair has become one byte too. To compare the whole is quicker than to
        // look at each character, and there is none in ASCII.
        if (!text.equals(new String(utf8, StandardCharsets.ISO_8859_1))) {
            ParameterValues.checked(text);
        }
        return utf8;
    }

    private void tagged(int tag, byte[] value) {
        octet(tag);
        blob(value);
    }

    private void room(int count) {
        if (count > limit - size) {
            checkLimit(count);
        }
        if (count > bytes.length - size) {
            grow((long) size + count);
        }
    }

    private void grow(long needed) {
        int capacity = (int) Math.min(Math.max(needed, 2L * bytes.length), Integer.MAX_VALUE - 8);
        if (capacity > MessageMemory.UNCOUNTED_BYTES) {
            long more = capacity - counted;
            memory.take(more);
            counted += more;
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    /**
     * The room for a number is reserved at its longest; only what is surely too long is refused.
     */
    private void checkLimit(int count) {
        if (count > LONGEST_VARINT || size >= limit) {
            throw new DatabaseException(
                    DatabaseErrorCode.TOO_LARGE,
                    "cannot send a message of more than "
                            + limit
                            + " bytes to or from the worker: split the values or the batch");
        }
    }
}
