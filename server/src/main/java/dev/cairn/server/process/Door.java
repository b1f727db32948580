package dev.cairn.server.process;

/**
 * A way in for clients, such as MCP over HTTP or the page. A server opens every door that {@link
 * java.util.ServiceLoader} finds, after all workers run; it closes them first.
 */
public interface Door {

    /** Returns its name, such as {@code page}. */
    String name();

    /**
     * Returns whether the configuration asks for it.
     *
     * @param settings what the server serves
     */
    boolean needed(ServerSettings settings);

    /**
     * Begins to let clients in.
     *
     * @throws dev.cairn.database.DatabaseException if it cannot be opened
     */
    OpenDoor open(DoorContext context);

    /** A door that lets clients in until it is closed. */
    interface OpenDoor extends AutoCloseable {

        /** Returns where clients come in, such as a URL. */
        String address();

        @Override
        void close();
    }
}
