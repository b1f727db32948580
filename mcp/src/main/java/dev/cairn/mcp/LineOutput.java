package dev.cairn.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Output whose lines do not mix: what the library writes goes out when its line is whole, and a
 * line of another thread goes out at once.
 */
final class LineOutput extends OutputStream {

    private final OutputStream output;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    LineOutput(OutputStream output) {
        this.output = output;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        begun.write(bytes, offset, length);
        if (length > 0 && bytes[offset + length - 1] == '\n') {
            begun.writeTo(output);
            output.flush();
            begun.reset();
        }
    }

    /** Writes a whole line, which is not one of the library's. */
    synchronized void line(byte[] bytes) throws IOException {
        output.write(bytes);
        output.flush();
    }
}
