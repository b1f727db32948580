package dev.cairn.worker.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A channel that usually waits until it has read or written, and can be asked not to. */
public interface ImpatientChannel extends ByteChannel {

    /**
     * Reads what is there.
     *
     * @return how many bytes; 0 if there are none, -1 at the end
     */
    int readNow(ByteBuffer target) throws IOException;

    /**
     * Writes what finds room.
     *
     * @return how many bytes
     */
    int writeNow(ByteBuffer source) throws IOException;
}
