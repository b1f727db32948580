package dev.cairn.index.scip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of one message in the encoding of Protocol Buffers
 * (https://protobuf.dev/programming-guides/encoding). The five messages that are needed have no
 * groups and no fixed-size numbers, so the library and generated classes would be most of the code.
 * Nothing is trusted: each length must lie inside of the message.
 */
final class ProtobufReader {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;
    private static final int MOST_VARINT_BYTES = 10;

    private final ByteBuffer bytes;
    private final long origin;
    private int field;
    private int wireType;

    /**
     * Makes a reader of one message.
     *
     * @param origin where the message begins in the file, for errors
     */
    ProtobufReader(ByteBuffer bytes, long origin) {
        this.bytes = bytes;
        this.origin = origin;
    }

    /** Goes to the next field; returns its number, or 0 at the end. */
    int next() {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (field <= 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw invalid("a field has the number " + (tag >>> 3));
        }
        return field;
    }

    /** Reads a number. */
    long number() {
        require(VARINT);
        return varint();
    }

    /** Reads a message inside of this one. */
    ProtobufReader message() {
        require(LENGTH_DELIMITED);
        int length = length();
        ByteBuffer inner = bytes.slice(bytes.position(), length);
        ProtobufReader reader = new ProtobufReader(inner, offset());
        bytes.position(bytes.position() + length);
        return reader;
    }

    /** Reads a text of at most some bytes. */
    String text(int most) {
        require(LENGTH_DELIMITED);
        int length = length();
        if (length > most) {
            throw invalid("a text has %d bytes; it may have %d".formatted(length, most));
        }
        ByteBuffer text = bytes.slice(bytes.position(), length);
        try {
            String read = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
            bytes.position(bytes.position() + length);
            return read;
        } catch (CharacterCodingException e) {
            throw invalid("a text is not UTF-8");
        }
    }

    /** Reads numbers that are packed, or one that is not; adds them to others. */
    void addNumbers(List<Integer> numbers, int most) {
        List<Long> read = new ArrayList<>();
        if (wireType == LENGTH_DELIMITED) {
            ProtobufReader packed = message();
            while (packed.bytes.hasRemaining() && read.size() <= most) {
                read.add(packed.varint());
            }
        } else {
            read.add(number());
        }
        for (long number : read) {
            if (number < 0 || number > Integer.MAX_VALUE || numbers.size() == most) {
                throw invalid("a range has the numbers " + read);
            }
            numbers.add((int) number);
        }
    }

    /** Skips the field. */
    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case EIGHT_BYTES -> skip(Long.BYTES);
            case FOUR_BYTES -> skip(Integer.BYTES);
            case LENGTH_DELIMITED -> skip(length());
            default -> throw invalid("field %d has the wire type %d".formatted(field, wireType));
        }
    }

    private void skip(int count) {
        if (count > bytes.remaining()) {
            throw invalid("field %d ends behind its message".formatted(field));
        }
        bytes.position(bytes.position() + count);
    }

    private void require(int expected) {
        if (wireType != expected) {
            throw invalid("field %d has the wire type %d".formatted(field, wireType));
        }
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw invalid("field %d has a length of %d".formatted(field, length));
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            if (!bytes.hasRemaining()) {
                throw invalid("a number has no end");
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw invalid("a number has more than %d bytes".formatted(MOST_VARINT_BYTES));
    }

    private long offset() {
        return origin + bytes.position();
    }

    private InvalidScipException invalid(String problem) {
        return new InvalidScipException(offset(), problem);
    }
}
