package dev.cairn.vectors.worker;

import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.supervision.ManagedWorker;
import dev.cairn.worker.supervision.ProcessWorker;

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
        // The heap holds 430 bytes for each text, and shrinks again after the model is loaded.
        WorkerLauncher launcher =
                new WorkerLauncher(VectorizationProcess.class, settings.log(NAME))
                        .atLowPriority()
                        .withOptions("-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");
        return new ProcessWorker(
                NAME,
                launcher,
                new VectorizationParameters(
                        settings.database(), settings.configuration().vectorization()),
                settings.startTimeout());
    }
}
