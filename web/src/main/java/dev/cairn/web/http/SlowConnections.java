package dev.cairn.web.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose next request does not arrive: a client that sends a header byte by byte
 * is never idle, and would hold a connection for days.
 */
final class SlowConnections extends AbstractLifeCycle {

    private static final String LIMIT_PROPERTY = "cairn.http.header.seconds";
    private static final int USUAL_SECONDS = 10;
    private static final long LOOK_MILLIS = 1_000;

    private final ServerConnector connector;
    private final long limitNanos =
            Duration.ofSeconds(Integer.getInteger(LIMIT_PROPERTY, USUAL_SECONDS)).toNanos();
    private Map<EndPoint, Waiting> waiting = new HashMap<>();
    private volatile Scheduler.@Nullable Task next;

    /** A connection that waits for a request: the requests and bytes that came before. */
    private record Waiting(long requests, long bytes, long sinceNanos) {}

    SlowConnections(ServerConnector connector) {
        this.connector = connector;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        Map<EndPoint, Waiting> still = new HashMap<>();
        for (EndPoint end : connector.getConnectedEndPoints()) {
            Connection connection = end.getConnection();
            if (connection != null) {
                look(end, connection, still, now);
            }
        }
        waiting = still;
        if (isRunning()) {
            schedule();
        }
    }

    private void look(EndPoint end, Connection connection, Map<EndPoint, Waiting> still, long now) {
        long requests = connection.getMessagesIn();
        if (requests > connection.getMessagesOut()) {
            // It is being answered, which has limits of its own.
            return;
        }
        Waiting before = waiting.get(end);
        if (before == null || before.requests != requests) {
            still.put(end, new Waiting(requests, connection.getBytesIn(), now));
            return;
        }
        boolean begun = requests == 0 || connection.getBytesIn() > before.bytes;
        if (begun && now - before.sinceNanos > limitNanos) {
            end.close();
        } else {
            still.put(end, before);
        }
    }
}
