package dev.cairn.server.process;

import dev.cairn.database.DatabaseException;
import dev.cairn.server.configuration.CairnConfiguration.RepairSettings;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.supervision.ManagedWorker;
import dev.cairn.worker.supervision.ProcessWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The kinds of workers that a server has besides that of the database. */
final class ServerWorkers {

    static final String FILE_WATCHER = "file_watcher";
    static final String REPAIR = "repair";
    static final String VECTORIZATION = "vectorization";

    private final ServerSettings settings;
    private final boolean readOnly;
    private final boolean afterCrash;

    /**
     * Describes the workers.
     *
     * @param readOnly whether nothing may be written, so that none of them is needed
     * @param afterCrash whether the last server ended without stopping
     */
    ServerWorkers(ServerSettings settings, boolean readOnly, boolean afterCrash) {
        this.settings = settings;
        this.readOnly = readOnly;
        this.afterCrash = afterCrash;
    }

    ManagedWorker repair() {
        RepairSettings repair = settings.configuration().repair();
        RepairParameters parameters =
                new RepairParameters(
                        settings.database(),
                        afterCrash,
                        repair.lookTimeLimit(),
                        repair.keepBackups(),
                        repair.keepDeleted(),
                        repair.codeBackups());
        return wanted(
                repair.enabled(),
                new ProcessWorker(
                                REPAIR,
                                launcher(RepairProcess.class, REPAIR).withOptions("-Xmx96m"),
                                parameters,
                                settings.startTimeout().plus(repair.lookTimeLimit()))
                        .resting(repair.interval()));
    }

    ManagedWorker fileWatcher() {
        WatcherParameters parameters =
                new WatcherParameters(
                        settings.database(),
                        settings.folders(),
                        settings.configuration().fileWatcher().scanInterval());
        return wanted(
                settings.configuration().fileWatcher().enabled(),
                new ProcessWorker(
                        FILE_WATCHER,
                        launcher(WatcherProcess.class, FILE_WATCHER).withOptions("-Xmx384m"),
                        parameters,
                        settings.startTimeout()));
    }

    /** Returns the workers that optional modules bring, and says so if a wanted one is missing. */
    List<ManagedWorker> optional(Consumer<String> notes) {
        List<ManagedWorker> found = new ArrayList<>();
        for (OptionalWorker kind : ServiceLoader.load(OptionalWorker.class)) {
            found.add(wanted(kind.needed(settings), kind.worker(settings)));
        }
        boolean missing = found.stream().noneMatch(one -> one.name().equals(VECTORIZATION));
        if (missing && settings.configuration().vectorization().enabled()) {
            notes.accept(
                    "'%s' enables workers.vectorization, which this installation does not have"
                            .formatted(settings.configuration().source()));
        }
        return found;
    }

    private WorkerLauncher launcher(Class<?> mainClass, String name) {
        return new WorkerLauncher(mainClass, settings.log(name)).atLowPriority();
    }

    private ManagedWorker wanted(boolean configured, ManagedWorker worker) {
        return new Wanted(worker, configured && !readOnly);
    }

    /** A worker that is needed or not, whatever it says itself. */
    private record Wanted(ManagedWorker worker, boolean needed) implements ManagedWorker {

        @Override
        public String name() {
            return worker.name();
        }

        @Override
        public ProcessHandle start() throws DatabaseException {
            return worker.start();
        }

        @Override
        public void drain(Duration limit) {
            worker.drain(limit);
        }

        @Override
        public Activity activity() {
            return worker.activity();
        }

        @Override
        public Optional<Integer> exitStatus() {
            return worker.exitStatus();
        }

        @Override
        public Optional<Duration> rest() {
            return worker.rest();
        }
    }
}
