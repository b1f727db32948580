package dev.cairn.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ScreenedInputTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    void aLineThatIsNoMessageIsAnsweredAndTheNextOneIsRead() throws IOException {
        for (String bad :
                List.of(
                        "{",
                        "[]",
                        "5",
                        "null",
                        "[".repeat(100_000),
                        "x".repeat(2_000),
                        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":5}",
                        "\u0000\ufeff",
                        "{\"id\":7}")) {
            output.reset();
            assertThat(screened(bad + "\n" + PING + "\n")).as(bad).isEqualTo(PING + "\n");
            assertThat(output.toString(StandardCharsets.UTF_8))
                    .as(bad)
                    .contains("\"code\":-32700")
                    .endsWith("}\n");
            assertThat(closed.getCount()).isZero();
        }
    }

    @Test
    void messagesPassAsTheyAre() throws IOException {
        String lines = PING + "\n" + PING.replace("7", "\"\u00e4\"") + "\n";

        assertThat(screened(lines)).isEqualTo(lines);
        assertThat(output.size()).isZero();
    }

    private String screened(String lines) throws IOException {
        try (ScreenedInput input =
                new ScreenedInput(
                        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                        new LineOutput(output),
                        McpJsonDefaults.getMapper(),
                        1_000_000,
                        closed)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
