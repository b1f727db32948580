package dev.cairn.server.process.watcher;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.reader.KeptReaders;
import dev.cairn.index.watch.FileWatcher;
import dev.cairn.server.process.ServerDatabases;
import dev.cairn.server.process.WorkerMain;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.queue.WriteWeight;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import dev.cairn.worker.supervision.ParentLink;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The process of the file watcher. */
public final class WatcherProcess {

    private WatcherProcess() {}

    /** Runs the watcher until the server closes the pipe or is gone. */
    public static void main(String[] arguments) {
        ParentLink parent = ParentLink.ofThisProcess();
        try {
            WatcherParameters parameters = parent.parameters(WatcherParameters.class);
            AtomicReference<Supplier<Activity>> activity =
                    new AtomicReference<>(() -> Activity.UNKNOWN);
            WorkerMain.run(
                    parent, () -> activity.get().get(), () -> watch(parameters, parent, activity));
        } catch (DatabaseException e) {
            parent.failed(e);
        }
    }

    /** It is ready when no change is missed any more; the first scan comes after that. */
    private static void watch(
            WatcherParameters parameters,
            ParentLink parent,
            AtomicReference<Supplier<Activity>> activity)
            throws InterruptedException {
        try (KeptReaders _ = KeptReaders.begin();
                CodeDatabase database =
                        ServerDatabases.open(
                                parameters.database(),
                                new WorkerClient("file watcher", WriteWeight.INDEXER));
                FileWatcher watcher = Watching.watcher(database, parameters)) {
            watcher.watch();
            activity.set(() -> Watching.activity(watcher.report()));
            parent.ready();
            watcher.run();
        }
    }
}
