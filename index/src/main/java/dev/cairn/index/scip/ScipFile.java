package dev.cairn.index.scip;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The fields of a SCIP index, one in memory at a time. The file is read, not mapped: reading a
 * mapped file that another program shortens meanwhile is an error of the virtual machine.
 */
final class ScipFile implements AutoCloseable {

    private static final int LENGTH_DELIMITED = 2;
    private static final int MOST_VARINT_BYTES = 10;
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final long size;
    private long offset;
    private int wireType;

    ScipFile(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        this.size = Files.size(file);
    }

    /** Goes to the next field; returns its number, or 0 at the end. */
    int next() throws IOException {
        if (offset == size) {
            return 0;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        long field = tag >>> 3;
        if (field <= 0 || field > Integer.MAX_VALUE) {
            throw invalid("a field has the number " + field);
        }
        return (int) field;
    }

    /**
     * Reads the field as a message.
     *
     * @param most the most bytes that it may have
     */
    ProtobufReader message(int most) throws IOException {
        int length = (int) length(most);
        byte[] bytes = in.readNBytes(length);
        offset += bytes.length;
        if (bytes.length < length) {
            throw shortened();
        }
        return new ProtobufReader(ByteBuffer.wrap(bytes), offset - length);
    }

    /** Skips the field. */
    void skip() throws IOException {
        switch (wireType) {
            case 0 -> varint();
            case 1 -> skip(Long.BYTES);
            case 5 -> skip(Integer.BYTES);
            case LENGTH_DELIMITED -> skip(length(size));
            default -> throw invalid("a field has the wire type " + wireType);
        }
    }

    private void skip(long count) throws IOException {
        if (count > size - offset) {
            throw invalid("a field ends behind the file");
        }
        try {
            in.skipNBytes(count);
        } catch (EOFException _) {
            throw shortened();
        }
        offset += count;
    }

    private long length(long most) throws IOException {
        if (wireType != LENGTH_DELIMITED) {
            throw invalid("a message has the wire type " + wireType);
        }
        long length = varint();
        if (length < 0 || length > size - offset) {
            throw invalid("a message has a length of " + length);
        }
        if (length > most) {
            throw invalid("a message has %d bytes; it may have %d".formatted(length, most));
        }
        return length;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            if (offset == size) {
                throw invalid("a number has no end");
            }
            int next = in.read();
            if (next < 0) {
                throw shortened();
            }
            offset++;
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw invalid("a number has more than %d bytes".formatted(MOST_VARINT_BYTES));
    }

    private InvalidScipException shortened() {
        return invalid("another program shortened it meanwhile; it ends");
    }

    private InvalidScipException invalid(String problem) {
        return new InvalidScipException(offset, problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
