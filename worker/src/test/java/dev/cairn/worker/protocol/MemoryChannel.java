package dev.cairn.worker.protocol;

import dev.cairn.worker.socket.ImpatientChannel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A channel that reads given bytes, a few at a time, and keeps what is written. */
final class MemoryChannel implements ImpatientChannel {

    private final ByteBuffer input;
    private final int bytesPerRead;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    MemoryChannel(byte[] input, int bytesPerRead) {
        this.input = ByteBuffer.wrap(input);
        this.bytesPerRead = bytesPerRead;
    }

    byte[] written() {
        return written.toByteArray();
    }

    @Override
    public int read(ByteBuffer target) {
        if (!input.hasRemaining()) {
            return -1;
        }
        int count = Math.min(bytesPerRead, Math.min(target.remaining(), input.remaining()));
        byte[] bytes = new byte[count];
        input.get(bytes);
        target.put(bytes);
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = source.remaining();
        byte[] bytes = new byte[count];
        source.get(bytes);
        written.writeBytes(bytes);
        return count;
    }

    @Override
    public int readNow(ByteBuffer target) {
        return read(target);
    }

    @Override
    public int writeNow(ByteBuffer source) {
        return write(source);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
