package dev.cairn.mcp;

import dev.cairn.database.ProgressListener;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.server.tool.Cancellation;
import dev.cairn.server.tool.Tool;
import dev.cairn.server.tool.ToolAnswer;
import dev.cairn.server.tool.ToolArguments;
import dev.cairn.server.tool.ToolCall;
import dev.cairn.server.tool.ToolException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tools as the protocol's library takes them. Each call runs on a thread of its own, so that a
 * client that cancels its call stops the work behind it.
 */
public final class McpTools {

    private static final Logger log = LoggerFactory.getLogger(McpTools.class);
    private static final int MOST_CALLS = 16;
    private static final long PROGRESS_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore calls = new Semaphore(MOST_CALLS);
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    /** A call under way. */
    private record Running(Future<ToolAnswer> answer, Cancellation cancellation) {

        void cancel() {
            cancellation.cancel();
            answer.cancel(true);
        }
    }

    /** Returns the specifications of tools. */
    public List<SyncToolSpecification> specifications(List<? extends Tool> tools) {
        return tools.stream().map(this::specification).toList();
    }

    private SyncToolSpecification specification(Tool tool) {
        McpSchema.Tool declared =
                McpSchema.Tool.builder(tool.name(), tool.arguments().jsonSchema())
                        .description(tool.description())
                        .annotations(
                                new McpSchema.ToolAnnotations(
                                        null, !tool.writes(), tool.writes(), null, false, null))
                        .build();
        return SyncToolSpecification.builder()
                .tool(declared)
                .callHandler((exchange, request) -> call(tool, exchange, request))
                .build();
    }

    private McpSchema.CallToolResult call(
            Tool tool, McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
        if (!calls.tryAcquire()) {
            return error(
                    "%d calls are under way, which is the most at once; try again"
                            .formatted(MOST_CALLS));
        }
        try {
            Map<String, Object> values =
                    request.arguments() == null ? Map.of() : request.arguments();
            ToolArguments arguments = ToolArguments.of(tool.arguments(), values);
            Cancellation cancellation = new Cancellation();
            ToolCall call = new ToolCall(progress(exchange, request), cancellation);
            ToolAnswer answer = await(() -> tool.call(arguments, call), cancellation);
            return McpSchema.CallToolResult.builder()
                    .addTextContent(answer.text())
                    .isError(false)
                    .build();
        } catch (ToolException e) {
            return error(String.valueOf(e.getMessage()));
        } catch (QuerySyntaxException | InvalidPathException e) {
            return error(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("tool '{}' failed", tool.name(), e);
            return error("internal error in '%s': %s".formatted(tool.name(), e.getMessage()));
        } finally {
            calls.release();
        }
    }

    private ToolAnswer await(Callable<ToolAnswer> work, Cancellation cancellation) {
        Running call = new Running(threads.submit(work), cancellation);
        running.add(call);
        try {
            return call.answer.get();
        } catch (InterruptedException | CancellationException e) {
            call.cancel();
            throw new ToolException("the call was cancelled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            running.remove(call);
        }
    }

    /**
     * Ends the calls that are under way, because their client is gone.
     *
     * @param grace how long they may take to end by themselves
     */
    void end(Duration grace) throws InterruptedException {
        if (!calls.tryAcquire(MOST_CALLS, grace.toMillis(), TimeUnit.MILLISECONDS)) {
            running.forEach(Running::cancel);
        }
    }

    /** A message quotes what the client sent, which can be long or look like more lines. */
    private static McpSchema.CallToolResult error(String message) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(AnswerText.message(message))
                .isError(true)
                .build();
    }

    /** Sends progress to a client that asked for it, a few times a second at most. */
    private static ProgressListener progress(
            McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
        Object token = request.progressToken();
        if (token == null) {
            return ProgressListener.NONE;
        }
        long[] last = {System.nanoTime() - PROGRESS_INTERVAL_NANOS};
        return (phase, done, total) -> {
            long now = System.nanoTime();
            if (now - last[0] >= PROGRESS_INTERVAL_NANOS) {
                last[0] = now;
                McpSchema.ProgressNotification.Builder note =
                        McpSchema.ProgressNotification.builder(token, (double) done).message(phase);
                if (total > 0) {
                    note.total((double) total);
                }
                exchange.progressNotification(note.build());
            }
        };
    }
}
