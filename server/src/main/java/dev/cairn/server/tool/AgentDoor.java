package dev.cairn.server.tool;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A door through which an agent calls tools over two streams. It is found by {@link
 * java.util.ServiceLoader}, because its libraries are not on the class path of other commands.
 */
public interface AgentDoor {

    /**
     * Serves a client until it closes its stream.
     *
     * @param version the version of the program
     * @param instructions what the client reads about the tools
     */
    void serve(
            String version,
            String instructions,
            List<? extends Tool> tools,
            InputStream input,
            OutputStream output)
            throws InterruptedException;
}
