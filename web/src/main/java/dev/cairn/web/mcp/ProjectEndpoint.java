package dev.cairn.web.mcp;

import dev.cairn.index.project.ProjectRoot;
import dev.cairn.mcp.McpTools;
import dev.cairn.server.command.ProgramVersion;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.tool.IndexPool;
import dev.cairn.server.tool.ProjectTools;
import dev.cairn.server.tool.Tool;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The tools of one project, as a servlet offers them to any number of clients. */
final class ProjectEndpoint implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int MOST_BODY_BYTES = 40 << 20;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);

    /** Below the time after which the connector ends a silent connection. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private final HttpServletStreamableServerTransportProvider servlet;
    private final McpSyncServer server;
    private final IndexPool index;

    private ProjectEndpoint(
            HttpServletStreamableServerTransportProvider servlet,
            McpSyncServer server,
            IndexPool index) {
        this.servlet = servlet;
        this.server = server;
        this.index = index;
    }

    static ProjectEndpoint open(DoorContext context, Path folder, String path) {
        IndexPool index =
                new IndexPool(
                        ProjectRoot.of(folder).folder(),
                        () -> context.openDatabase("mcp"),
                        CONNECTIONS);
        List<Tool> tools =
                context.readOnly() ? ProjectTools.reading(index) : ProjectTools.all(index);
        HttpServletStreamableServerTransportProvider servlet =
                HttpServletStreamableServerTransportProvider.builder()
                        .jsonMapper(McpJsonDefaults.getMapper())
                        .mcpEndpoint(path)
                        .maxRequestSize(MOST_BODY_BYTES)
                        .keepAliveInterval(KEEP_ALIVE)
                        .build();
        McpSyncServer server =
                McpServer.sync(servlet)
                        .serverInfo("cairn", ProgramVersion.text())
                        .instructions(ProjectTools.INSTRUCTIONS)
                        .requestTimeout(REQUEST_LIMIT)
                        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                        // The tools check their arguments themselves and say what they expect.
                        .validateToolInputs(false)
                        .tools(new McpTools().specifications(tools))
                        .build();
        return new ProjectEndpoint(servlet, server, index);
    }

    Servlet servlet() {
        return servlet;
    }

    @Override
    public void close() {
        server.closeGracefully();
        index.close();
    }
}
