package dev.cairn.server.process;

import dev.cairn.worker.supervision.ManagedWorker;

/**
 * A kind of worker that an optional module brings, such as the one for vectors. A server starts
 * every one that {@link java.util.ServiceLoader} finds and the configuration asks for.
 */
public interface OptionalWorker {

    /** Returns its name, which is that of its key below {@code workers} in the configuration. */
    String name();

    /** Returns whether the configuration asks for it. */
    boolean needed(ServerSettings settings);

    /** Returns the worker for a server. */
    ManagedWorker worker(ServerSettings settings);
}
