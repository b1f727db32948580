package dev.cairn.server.process.watcher;

import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.supervision.ManagedWorker;
import dev.cairn.worker.supervision.ProcessWorker;

/** The server's file watcher. */
public final class WatcherWorker implements ServerWorker {

    private static final String NAME = "file_watcher";

    /** Made by the service loader. */
    public WatcherWorker() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needed(ServerSettings settings) {
        return settings.configuration().fileWatcher().enabled();
    }

    /** No change is missed from the moment when it is ready, so it starts before other work. */
    @Override
    public int place() {
        return 2;
    }

    @Override
    public ManagedWorker worker(ServerSettings settings, boolean afterCrash) {
        WatcherParameters parameters =
                new WatcherParameters(
                        settings.database(),
                        settings.folders(),
                        settings.configuration().fileWatcher().scanInterval());
        WorkerLauncher launcher =
                new WorkerLauncher(WatcherProcess.class, settings.log(NAME))
                        .atLowPriority()
                        .withOptions("-Xmx384m")
                        .withServerCache();
        return new ProcessWorker(NAME, launcher, parameters, settings.startTimeout());
    }
}
