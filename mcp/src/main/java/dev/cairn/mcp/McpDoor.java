package dev.cairn.mcp;

import dev.cairn.server.tool.AgentDoor;
import dev.cairn.server.tool.Tool;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One client's conversation over two streams, usually standard input and output. It ends when the
 * client closes its end.
 */
public final class McpDoor implements AgentDoor {

    private static final int LARGEST_MESSAGE_BYTES = 20 << 20;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofMillis(300);

    /** Makes the door; found by {@link java.util.ServiceLoader}. */
    public McpDoor() {}

    @Override
    public void serve(
            String version,
            String instructions,
            List<? extends Tool> tools,
            InputStream input,
            OutputStream output)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        McpJsonMapper mapper = McpJsonDefaults.getMapper();
        LineOutput lines = new LineOutput(output);
        StdioServerTransportProvider transport =
                new StdioServerTransportProvider(
                        mapper,
                        new ScreenedInput(input, lines, mapper, LARGEST_MESSAGE_BYTES, closed),
                        lines,
                        LARGEST_MESSAGE_BYTES + 1);
        McpTools calls = new McpTools();
        McpSyncServer server =
                McpServer.sync(transport)
                        .serverInfo("cairn", version)
                        .instructions(instructions)
                        .requestTimeout(REQUEST_LIMIT)
                        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                        // The tools check their arguments themselves and say what they expect.
                        .validateToolInputs(false)
                        .tools(calls.specifications(tools))
                        .build();
        closed.await();
        calls.end(GRACE);
        server.closeGracefully();
    }
}
