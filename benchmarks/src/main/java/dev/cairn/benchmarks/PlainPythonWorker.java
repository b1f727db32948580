package dev.cairn.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The worker written the plain way in Python, and clients of it. */
final class PlainPythonWorker implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Process process;
    private final Path socket;

    /**
     * Starts it.
     *
     * @param script where {@code plain_worker.py} is
     */
    PlainPythonWorker(Path script, Path folder) throws IOException {
        socket = folder.resolve("plain");
        process =
                ChildProcess.start(
                        List.of(
                                "python3",
                                script.toString(),
                                socket.toString(),
                                folder.resolve("plain.db").toString()));
        if (process.inputReader().readLine() == null) {
            throw new IOException("python3 did not start the plain worker");
        }
    }

    Client open() throws IOException {
        return new Client(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** One connection. */
    static final class Client implements AutoCloseable {

        private final SocketChannel channel;

        private Client(SocketChannel channel) {
            this.channel = channel;
        }

        List<?> query(String sql, Object... values) {
            return rows(call(Map.of("sql", sql, "values", values)));
        }

        private static List<?> rows(Map<?, ?> answer) {
            return answer.get("rows") instanceof List<?> rows ? rows : List.of();
        }

        void execute(String sql, Object... values) {
            call(Map.of("sql", sql, "values", values));
        }

        void batch(String sql, List<? extends List<?>> rows) {
            call(Map.of("sql", sql, "rows", rows));
        }

        private Map<?, ?> call(Map<String, ?> request) {
            try {
                byte[] body = MAPPER.writeValueAsBytes(request);
                ByteBuffer out = ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body);
                out.flip();
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                Map<?, ?> answer =
                        MAPPER.readValue(receive(receive(4).getInt()).array(), Map.class);
                if (answer.containsKey("error")) {
                    throw new IllegalStateException(String.valueOf(answer.get("error")));
                }
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private ByteBuffer receive(int count) throws IOException {
            ByteBuffer in = ByteBuffer.allocate(count);
            while (in.hasRemaining()) {
                if (channel.read(in) < 0) {
                    throw new EOFException("the plain worker is gone");
                }
            }
            return in.flip();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
