package dev.cairn.server.process;

import dev.cairn.worker.supervision.ManagedWorker;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A kind of worker that a server keeps running: a process with a main class of its own. {@link
 * ServiceLoader} finds all kinds, those of this module and those of optional modules.
 */
public interface ServerWorker {

    /** The place of a kind that waits for nothing but the index. */
    int AFTER_THE_OTHERS = 100;

    /** Returns the kind of that name, if the class path has it. */
    static Optional<ServerWorker> named(String name) {
        return ServiceLoader.load(ServerWorker.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    /** Returns its name, which is that of its key below {@code workers} in the configuration. */
    String name();

    /** Returns whether the configuration asks for it. */
    boolean needed(ServerSettings settings);

    /** Returns its place in the start-up; a lower one starts first. */
    default int place() {
        return AFTER_THE_OTHERS;
    }

    /**
     * Returns whether the server waits, after a crash, until it is ready before it starts others.
     */
    default boolean repairsCrashes() {
        return false;
    }

    /**
     * Returns the worker for a server. The server starts it only if it is needed.
     *
     * @param afterCrash whether the last server ended without stopping
     */
    ManagedWorker worker(ServerSettings settings, boolean afterCrash);
}
