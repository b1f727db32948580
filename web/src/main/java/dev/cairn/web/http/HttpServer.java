package dev.cairn.web.http;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.process.PageSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server on 127.0.0.1, for the connections that the {@link OwnUserConnector} accepts. A
 * request passes the {@link RequestGuard}, then goes to an {@link HttpEndpoint} (behind its {@link
 * TokenCheck}) or to the pages; each runs on a virtual thread.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private static final String ADDRESS = "127.0.0.1";
    private static final int MOST_PORTS_TRIED = 100;
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_TASKS = 512;
    private static final int MOST_HEADER_BYTES = 16 << 10;
    private static final int MOST_FORM_BYTES = 64 << 10;
    private static final long NO_LIMIT = -1;
    private static final int LEAST_BYTES_A_SECOND = 100;
    private static final int IDLE_MILLIS = 30_000;
    private static final int STOP_MILLIS = 5_000;

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts the server.
     *
     * @param endpoints what other modules answer
     * @param pages what answers all other paths
     * @throws DatabaseException if no port is free, or the one that was asked for is not
     */
    public static HttpServer start(
            PageSettings settings,
            AccessToken token,
            DoorContext context,
            List<HttpEndpoint> endpoints,
            Handler pages) {
        VirtualThreadPool threads = new VirtualThreadPool(MOST_TASKS);
        threads.setName("http");
        Server server = new Server(threads);
        ServerConnector connector = connector(server);
        Map<String, Handler> mounted = new HashMap<>();
        endpoints.forEach(
                endpoint -> mounted.put(endpoint.path(), mounted(endpoint, token, context)));
        Handler choice = new PathChoice(mounted, limited(pages, MOST_FORM_BYTES));
        server.setHandler(new GracefulHandler(new RequestGuard(choice, connector::getLocalPort)));
        server.setErrorHandler(new PlainErrors());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        server.setStopTimeout(STOP_MILLIS);
        listen(connector, settings.port());
        return run(server, connector);
    }

    private static HttpServer run(Server server, ServerConnector connector) {
        try {
            server.start();
            return new HttpServer(server, connector);
        } catch (Exception e) {
            connector.close();
            throw new DatabaseException(
                    DatabaseErrorCode.IO, "cannot start the HTTP server: " + e.getMessage(), e);
        }
    }

    private static ServerConnector connector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        ServerConnector connector = new OwnUserConnector(server, new HttpConnectionFactory(http));
        connector.setHost(ADDRESS);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setReuseAddress(true);
        connector.addBean(new SlowConnections(connector));
        server.addConnector(connector);
        return connector;
    }

    private static Handler mounted(HttpEndpoint endpoint, AccessToken token, DoorContext context) {
        Handler handler = limited(endpoint.open(context), endpoint.mostBodyBytes());
        return endpoint.needsToken() ? new TokenCheck(handler, token) : handler;
    }

    private static Handler limited(Handler handler, long mostBodyBytes) {
        SizeLimitHandler limit = new SizeLimitHandler(mostBodyBytes, NO_LIMIT);
        limit.setHandler(new MinimumDataRateHandler(handler, LEAST_BYTES_A_SECOND, 0));
        return limit;
    }

    /** Takes the port that was asked for, or the first free one from the usual one on. */
    private static void listen(ServerConnector connector, int asked) {
        int first = asked == 0 ? PageSettings.USUAL_PORT : asked;
        int last = asked == 0 ? first + MOST_PORTS_TRIED - 1 : asked;
        for (int port = first; port <= last; port++) {
            connector.setPort(port);
            try {
                connector.open();
                return;
            } catch (IOException e) {
                LOG.debug("port {} is not free: {}", port, e.getMessage());
            }
        }
        throw new DatabaseException(
                DatabaseErrorCode.IO,
                first == last
                        ? "cannot serve the page at %s:%d: the port is in use; give another one by --port"
                                .formatted(ADDRESS, first)
                        : "cannot serve the page: the ports from %d to %d of %s are in use; give another one by --port"
                                .formatted(first, last, ADDRESS));
    }

    /** Returns the port on which it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Returns its address, which ends with a slash. */
    public String address() {
        return "http://%s:%d/".formatted(ADDRESS, port());
    }

    /** Waits a few seconds for running requests, then stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the stop of the HTTP server: {}", e.toString());
        }
    }
}
