package dev.cairn.server.process.repair;

import dev.cairn.server.configuration.CairnConfiguration.RepairSettings;
import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.supervision.ManagedWorker;
import dev.cairn.worker.supervision.ProcessWorker;

/** The server's repair worker, which examines the database, ends, and rests. */
public final class RepairWorker implements ServerWorker {

    private static final String NAME = "repair";

    /** Made by the service loader. */
    public RepairWorker() {}

    @Override
    public String name() {
        return NAME;
    }

    /** A database server looks after its own files. */
    @Override
    public boolean needed(ServerSettings settings) {
        return settings.database().isFile() && settings.configuration().repair().enabled();
    }

    @Override
    public int place() {
        return 1;
    }

    @Override
    public boolean repairsCrashes() {
        return true;
    }

    @Override
    public ManagedWorker worker(ServerSettings settings, boolean afterCrash) {
        RepairSettings repair = settings.configuration().repair();
        RepairParameters parameters =
                new RepairParameters(
                        settings.database(),
                        afterCrash,
                        repair.lookTimeLimit(),
                        repair.keepBackups(),
                        repair.keepDeleted(),
                        repair.codeBackups());
        WorkerLauncher launcher =
                new WorkerLauncher(RepairProcess.class, settings.log(NAME))
                        .atLowPriority()
                        .withOptions("-Xmx96m")
                        .withServerCache();
        return new ProcessWorker(
                        NAME,
                        launcher,
                        parameters,
                        settings.startTimeout().plus(repair.lookTimeLimit()))
                .resting(repair.interval());
    }
}
