package dev.cairn.vectors.worker;

import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.supervision.ManagedWorker;
import dev.cairn.worker.supervision.ProcessWorker;
import java.nio.file.Path;

/** The server's vectorization worker, which runs if the configuration enables it. */
public final class VectorizationWorker implements ServerWorker {

    private static final String NAME = "vectorization";

    /** Made by the service loader. */
    public VectorizationWorker() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needed(ServerSettings settings) {
        return settings.configuration().vectorization().enabled();
    }

    @Override
    public ManagedWorker worker(ServerSettings settings, boolean afterCrash) {
        return new ProcessWorker(
                NAME,
                launcher(settings.log(NAME)),
                new VectorizationParameters(
                        settings.database(), settings.configuration().vectorization()),
                settings.startTimeout());
    }

    /**
     * Returns how the process is started. Its heap holds 430 bytes for each text. The files of the
     * model are in it at the start; a collection gives their room back at once only without steps.
     */
    static WorkerLauncher launcher(Path log) {
        return new WorkerLauncher(VectorizationProcess.class, log)
                .atLowPriority()
                .withOptions(
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxHeapFreeRatio=20",
                        "-XX:-ShrinkHeapInSteps");
    }
}
