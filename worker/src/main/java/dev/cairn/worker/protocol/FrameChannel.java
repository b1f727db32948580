package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.worker.socket.ImpatientChannel;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a conversation: reads and writes frames on a blocking channel. One thread reads and
 * one thread writes; it may be the same.
 *
 * <p>A frame is {@code u32 length | u8 type | u8 flags | u32 request | body}, big-endian, where the
 * length counts everything after itself. It is compared with the limit before anything is
 * allocated, and memory for a long body is allocated as its bytes come in, not as they are
 * promised.
 */
public final class FrameChannel {

    /** What a client sends before its first frame, so that a wrong peer is recognised at once. */
    private static final byte[] MAGIC = "CAIRN\0\1\n".getBytes(StandardCharsets.US_ASCII);

    /** The version of the protocol that this code speaks. */
    public static final int VERSION = 1;

    private static final String CLOSED_INSIDE =
            "the connection was closed in the middle of a frame";
    private static final int BUFFER_BYTES = 8 << 10;
    private static final int COPIES = 3;

    /** The most that one system call reads; the JDK copies as much outside of the heap. */
    private static final int TRANSFER_BYTES = 64 << 10;

    /** What is written by one, so that the other side takes it while the rest is written. */
    private static final int SENT_BYTES = 8 << 10;

    private final ImpatientChannel channel;
    private final Limits limits;
    private final MessageMemory memory;
    private long counted;
    private long longMessages;
    private volatile long inTransit;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final ByteBuffer output = ByteBuffer.allocate(BUFFER_BYTES);
    private final BodyWriter body;

    /** Makes one side of a conversation. */
    public FrameChannel(ImpatientChannel channel, Limits limits) {
        this(channel, limits, MessageMemory.UNBOUNDED);
    }

    /** Makes one side of a conversation whose long messages are counted. */
    public FrameChannel(ImpatientChannel channel, Limits limits, MessageMemory memory) {
        this.channel = channel;
        this.limits = limits;
        this.memory = memory;
        this.body = new BodyWriter(limits.messageBytes(), memory);
    }

    /** Gives the memory of the last message back; it is not used any more. */
    public void forgetMessage() {
        memory.giveBack(counted);
        counted = 0;
        body.clear();
    }

    /**
     * Counts a message that grows: its bytes, the values that are made of them, and their copies.
     */
    private void count(long bytes) {
        beginLongMessage();
        long more = COPIES * bytes;
        memory.take(more);
        counted += more;
    }

    private void beginLongMessage() {
        if (inTransit == 0) {
            inTransit = ++longMessages;
        }
    }

    /**
     * Returns which long message is being received or sent at this moment, a number of its own for
     * each; 0 if none is. It takes memory from others for as long as the other side likes.
     */
    public long longMessageInTransit() {
        return inTransit;
    }

    /** Sends what a client says first. */
    public void writeMagic() {
        output.put(MAGIC);
    }

    /**
     * Reads what a client says first.
     *
     * @throws DatabaseException with PROTOCOL if it is something else
     */
    public void readMagic() throws IOException {
        for (byte expected : MAGIC) {
            fill(1);
            if (input.get() != expected) {
                throw BodyReader.broken("it does not begin as a client of the worker does");
            }
        }
    }

    /** Writes a request; {@link #flush} sends it. */
    public void write(Request request, int number) throws IOException {
        body.clear();
        request.write(body);
        write(request.type(), 0, number, body);
    }

    /** Writes an answer; {@link #flush} sends it. */
    public void write(Response response, TransactionState state, int number) throws IOException {
        body.clear();
        response.write(body);
        write(response.type(), Frame.flagsFor(state), number, body);
    }

    /** Writes a message, in as many frames as its length needs; {@link #flush} sends it. */
    public void write(FrameType type, int flags, int number, BodyWriter message)
            throws IOException {
        if (message.size() > MessageMemory.UNCOUNTED_BYTES) {
            beginLongMessage();
        }
        int start = 0;
        do {
            int length = Math.min(message.size() - start, limits.frameBytes());
            boolean more = start + length < message.size();
            writeHeader(type, more ? flags | Frame.MORE : flags, number, length);
            writeBytes(message.array(), start, length);
            start += length;
        } while (start < message.size());
        inTransit = 0;
    }

    private void writeHeader(FrameType type, int flags, int number, int length) throws IOException {
        if (output.remaining() < Frame.HEADER_BYTES) {
            flush();
        }
        output.putInt(length + Frame.COUNTED_HEADER_BYTES)
                .put((byte) type.code())
                .put((byte) flags)
                .putInt(number);
    }

    private void writeBytes(byte[] bytes, int from, int length) throws IOException {
        if (length <= output.remaining()) {
            output.put(bytes, from, length);
            return;
        }
        flush();
        for (int start = from; start < from + length; start += SENT_BYTES) {
            send(ByteBuffer.wrap(bytes, start, Math.min(from + length - start, SENT_BYTES)));
        }
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        output.flip();
        send(output);
        output.clear();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Sends what was written as far as it finds room at once.
     *
     * @return whether that was all; if not, {@link #flush} sends the rest
     */
    public boolean flushNow() throws IOException {
        output.flip();
        try {
            channel.writeNow(output);
            return !output.hasRemaining();
        } finally {
            output.compact();
        }
    }

    /** Returns whether a part of a frame, at least, was received and not yet read. */
    public boolean hasInput() {
        return input.hasRemaining();
    }

    /**
     * Receives what is there, without waiting.
     *
     * @return whether the connection is still open
     */
    public boolean receiveNow() throws IOException {
        input.compact();
        try {
            return channel.readNow(input) >= 0;
        } finally {
            input.flip();
        }
    }

    /**
     * Returns whether a whole message of that type, in one frame, was received and not yet read.
     */
    public boolean hasWhole(FrameType type) {
        if (input.remaining() < Frame.HEADER_BYTES) {
            return false;
        }
        int start = input.position();
        long size = (long) input.getInt(start) + Integer.BYTES;
        return size >= Frame.HEADER_BYTES
                && size <= input.remaining()
                && input.get(start + Integer.BYTES) == (byte) type.code()
                && (input.get(start + Integer.BYTES + 1) & Frame.MORE) == 0;
    }

    /**
     * Reads the next message.
     *
     * @return the message, or null if the other side closed the connection between two of them
     * @throws EOFException if it closed the connection in the middle of one
     * @throws DatabaseException with PROTOCOL or TOO_LARGE if the other side breaks the protocol
     */
    public @Nullable Frame read() throws IOException {
        forgetMessage();
        if (!input.hasRemaining() && !receive()) {
            return null;
        }
        Frame frame = readFrame();
        Frame whole = frame.has(Frame.MORE) ? readRest(frame) : frame;
        inTransit = 0;
        return whole;
    }

    private Frame readFrame() throws IOException {
        fill(Frame.HEADER_BYTES);
        int length = input.getInt() - Frame.COUNTED_HEADER_BYTES;
        FrameType type = FrameType.of(input.get());
        int flags = input.get() & 0xFF;
        int number = input.getInt();
        if (length < 0 || length > limits.frameBytes()) {
            throw tooLong("a frame", length & 0xFFFF_FFFFL, limits.frameBytes());
        }
        return new Frame(type, flags, number, readBody(length));
    }

    private byte[] readBody(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, TRANSFER_BYTES)];
        int size = Math.min(input.remaining(), bytes.length);
        input.get(bytes, 0, size);
        while (size < length) {
            if (size == bytes.length) {
                int longer = (int) Math.min(length, 2L * size);
                if (longer > MessageMemory.UNCOUNTED_BYTES) {
                    count(longer - size);
                }
                bytes = Arrays.copyOf(bytes, longer);
            }
            int part = Math.min(bytes.length - size, TRANSFER_BYTES);
            int count = channel.read(ByteBuffer.wrap(bytes, size, part));
            if (count < 0) {
                throw new EOFException(CLOSED_INSIDE);
            }
            size += count;
        }
        return bytes;
    }

    private Frame readRest(Frame first) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(2 * first.body().length);
        message.writeBytes(first.body());
        Frame next;
        do {
            next = readFrame();
            if (next.type() != first.type() || next.request() != first.request()) {
                throw BodyReader.broken("a message in several frames is interrupted by another");
            }
            long size = (long) message.size() + next.body().length;
            if (size > limits.messageBytes()) {
                throw tooLong("a message", size, limits.messageBytes());
            }
            count(next.body().length);
            message.writeBytes(next.body());
        } while (next.has(Frame.MORE));
        return new Frame(next.type(), next.flags(), next.request(), message.toByteArray());
    }

    private static DatabaseException tooLong(String what, long length, int limit) {
        return new DatabaseException(
                DatabaseErrorCode.TOO_LARGE,
                "cannot read %s of %d bytes: the limit is %d".formatted(what, length, limit));
    }

    /** Makes sure that so many bytes can be read. */
    private void fill(int count) throws IOException {
        while (input.remaining() < count) {
            if (!receive()) {
                throw new EOFException(CLOSED_INSIDE);
            }
        }
    }

    private boolean receive() throws IOException {
        input.compact();
        try {
            return channel.read(input) > 0;
        } finally {
            input.flip();
        }
    }
}
