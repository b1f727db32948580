package dev.cairn.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * The lines of a client that are messages of the protocol. The library stops reading at the first
 * line that is not one, and would then neither answer nor notice that its client is gone; such a
 * line is answered with an error here and left out.
 */
final class ScreenedInput extends InputStream {

    private final InputStream input;
    private final LineOutput output;
    private final McpJsonMapper mapper;
    private final int largestBytes;
    private final CountDownLatch closed;
    private InputStream line = InputStream.nullInputStream();

    /**
     * Screens a stream.
     *
     * @param output where errors are answered
     * @param closed counted down at the end of the input
     */
    ScreenedInput(
            InputStream input,
            LineOutput output,
            McpJsonMapper mapper,
            int largestBytes,
            CountDownLatch closed) {
        this.input = new BufferedInputStream(input);
        this.output = output;
        this.mapper = mapper;
        this.largestBytes = largestBytes;
        this.closed = closed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = line.read(buffer, offset, length);
        while (count < 0) {
            if (!nextLine()) {
                closed.countDown();
                return -1;
            }
            count = line.read(buffer, offset, length);
        }
        return count;
    }

    /** The library asks for more than one line at a time, and must not wait for the second. */
    @Override
    public int available() throws IOException {
        return line.available();
    }

    private boolean nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = input.read();
        if (next < 0) {
            return false;
        }
        boolean tooLong = false;
        while (next >= 0 && next != '\n') {
            tooLong |= bytes.size() >= largestBytes;
            if (!tooLong) {
                bytes.write(next);
            }
            next = input.read();
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        if (tooLong) {
            answer("the message is longer than %d bytes".formatted(largestBytes));
        } else if (!text.isBlank() && !isMessage(text)) {
            answer("the line is not a message of JSON-RPC 2.0");
        } else {
            line = new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    private boolean isMessage(String text) {
        try {
            McpSchema.deserializeJsonRpcMessage(mapper, text);
            return true;
        } catch (IOException | RuntimeException | StackOverflowError _) {
            return false;
        }
    }

    private void answer(String message) throws IOException {
        output.line(
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"%s\"}}\n"
                        .formatted(message)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
