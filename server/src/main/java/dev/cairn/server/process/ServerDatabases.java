package dev.cairn.server.process;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.worker.manager.RunningWorkerProvider;
import dev.cairn.worker.proxy.WorkerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Opens the database for a process of the server: through the worker that the server keeps running,
 * never through one of its own.
 */
public final class ServerDatabases {

    private ServerDatabases() {}

    /**
     * Opens the database.
     *
     * @param client what the process is, for people who look at the worker's sessions
     */
    public static CodeDatabase open(DatabaseConfiguration configuration, String client) {
        return open(configuration, WorkerClient.interactive(client));
    }

    /**
     * Opens the database.
     *
     * @param client what the process is to the worker, and how urgent its writes are
     */
    public static CodeDatabase open(DatabaseConfiguration configuration, WorkerClient client) {
        List<DatabaseDriverProvider> providers = new ArrayList<>();
        providers.add(new RunningWorkerProvider(client));
        ServiceLoader.load(DatabaseDriverProvider.class).forEach(providers::add);
        return CodeDatabase.open(configuration, providers);
    }
}
