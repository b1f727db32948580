package dev.cairn.web.http;

import dev.cairn.server.process.DoorContext;
import org.eclipse.jetty.server.Handler;

/**
 * A path of the HTTP server that another module answers, such as MCP. Every one that {@link
 * java.util.ServiceLoader} finds is mounted; the provider has a public constructor without
 * parameters.
 */
public interface HttpEndpoint {

    /** Returns the path that it answers, with all that is below it, such as {@code /mcp}. */
    String path();

    /**
     * Returns whether a request needs the header {@code Authorization: Bearer TOKEN}. One without
     * it is answered with 401 before it reaches the endpoint.
     */
    default boolean needsToken() {
        return true;
    }

    /** Returns how many bytes the body of a request may have. */
    default long mostBodyBytes() {
        return 1L << 20;
    }

    /**
     * Makes what answers. It is started and stopped with the server, so that what it holds is
     * closed in its {@code doStop}.
     *
     * @param context what the server process serves; {@link DoorContext#openDatabase} gives more
     *     connections
     */
    Handler open(DoorContext context);
}
