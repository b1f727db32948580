package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a message. Every length and count is compared with what is left before anything
 * is allocated for it, so a body can cost no more memory than a small multiple of its own length.
 *
 * <p>Whatever is not as {@code docs/worker-protocol.md} says is an exception with {@link
 * DatabaseErrorCode#PROTOCOL}.
 */
public final class BodyReader {

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private int position;

    /** Makes a reader that stands before the first byte. */
    public BodyReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static DatabaseException broken(String what) {
        return new DatabaseException(
                DatabaseErrorCode.PROTOCOL, "the other side breaks the worker protocol: " + what);
    }

    /** Returns how many bytes are left. */
    int remaining() {
        return bytes.length - position;
    }

    /** Checks that nothing is left over. */
    void end() {
        if (remaining() != 0) {
            throw broken(remaining() + " bytes are left after the end of a message");
        }
    }

    int octet() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw broken("a number is longer than ten bytes");
    }

    int varint() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw broken("the number " + Long.toUnsignedString(value) + " is out of its range");
        }
        return (int) value;
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    double real() {
        need(Double.BYTES);
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits = (bits << 8) | (bytes[position++] & 0xFF);
        }
        return Double.longBitsToDouble(bits);
    }

    String text() {
        int length = length();
        String value = utf8(length);
        position += length;
        return value;
    }

    /**
     * Reads a name or key. The worker keeps it, or shows it to others, longer than the message.
     *
     * @throws DatabaseException with TOO_LARGE if it is longer than any name needs to be
     */
    String name() {
        int start = position;
        int length = length();
        if (length > Limits.NAME_BYTES) {
            throw new DatabaseException(
                    DatabaseErrorCode.TOO_LARGE,
                    "cannot read a name or key of %d bytes: the limit is %d"
                            .formatted(length, Limits.NAME_BYTES));
        }
        position = start;
        return text();
    }

    /** Reads names, of which there are few. */
    List<String> names() {
        int count = count();
        if (count > Limits.NAMES) {
            throw new DatabaseException(
                    DatabaseErrorCode.TOO_LARGE,
                    "cannot read %d names: the limit is %d".formatted(count, Limits.NAMES));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(name());
        }
        return List.copyOf(names);
    }

    /** Reads a text; the replacement for what is not UTF-8 may also have been sent as such. */
    private String utf8(int length) {
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        if (value.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(length);
        }
        return value;
    }

    private void requireUtf8(int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, position, length));
        } catch (CharacterCodingException e) {
            throw broken("a text is not valid UTF-8: " + e.getMessage());
        }
    }

    byte[] blob() {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    List<String> texts() {
        int count = count();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(text());
        }
        return List.copyOf(values);
    }

    /** Reads a count of things that take at least one byte each. */
    int count() {
        int count = varint();
        if (count > remaining()) {
            throw broken(count + " things are announced where " + remaining() + " bytes are left");
        }
        return count;
    }

    List<@Nullable Object> values() {
        int count = count();
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value());
        }
        return Collections.unmodifiableList(values);
    }

    @Nullable Object value() {
        return value(octet());
    }

    private @Nullable Object value(int tag) {
        return switch (tag) {
            case ValueTag.NULL -> null;
            case ValueTag.INTEGER -> signed();
            case ValueTag.REAL -> real();
            case ValueTag.TEXT -> text();
            case ValueTag.BLOB -> blob();
            default -> throw unknownTag(tag);
        };
    }

    /** Passes over one value and returns where it began. */
    int skipValue() {
        int start = position;
        int tag = octet();
        switch (tag) {
            case ValueTag.NULL -> {}
            case ValueTag.INTEGER -> number();
            case ValueTag.REAL -> skip(Double.BYTES);
            case ValueTag.TEXT -> {
                int length = length();
                utf8(length);
                skip(length);
            }
            case ValueTag.BLOB -> skip(length());
            default -> throw unknownTag(tag);
        }
        return start;
    }

    /** Returns what it reads, of which it may not be the only reader. */
    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    private static DatabaseException unknownTag(int tag) {
        return broken("0x%02x is no tag of a value".formatted(tag));
    }

    private int length() {
        int length = varint();
        need(length);
        return length;
    }

    private void skip(int count) {
        need(count);
        position += count;
    }

    private void need(int count) {
        if (count > remaining()) {
            throw broken(count + " bytes are announced where " + remaining() + " are left");
        }
    }
}
