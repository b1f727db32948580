package dev.cairn.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Output of several threads whose lines do not mix: a line is written when it is whole. */
final class LineOutput extends OutputStream {

    private final OutputStream output;
    private final ThreadLocal<ByteArrayOutputStream> begun =
            ThreadLocal.withInitial(ByteArrayOutputStream::new);

    LineOutput(OutputStream output) {
        this.output = output;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream line = begun.get();
        line.write(bytes, offset, length);
        if (length > 0 && bytes[offset + length - 1] == '\n') {
            synchronized (output) {
                line.writeTo(output);
                output.flush();
            }
            line.reset();
        }
    }
}
