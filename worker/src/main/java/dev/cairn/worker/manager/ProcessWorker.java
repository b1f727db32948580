package dev.cairn.worker.manager;

import dev.cairn.worker.launch.WorkerLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A worker of any kind: a main class that reads one line of JSON from its standard input, writes a
 * {@link dev.cairn.worker.process.StartReport} to its standard output when it is ready, and ends
 * when its standard input does.
 */
public final class ProcessWorker implements ManagedWorker {

    private final String name;
    private final Class<?> mainClass;
    private final String parameters;
    private final Path logFile;
    private final Duration startTimeout;
    private @Nullable Process process;

    /**
     * Describes a worker.
     *
     * @param parameters what it is told, lines for its standard input
     */
    public ProcessWorker(
            String name,
            Class<?> mainClass,
            String parameters,
            Path logFile,
            Duration startTimeout) {
        this.name = name;
        this.mainClass = mainClass;
        this.parameters = parameters;
        this.logFile = logFile;
        this.startTimeout = startTimeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized ProcessHandle start() {
        Process started = new WorkerLauncher(mainClass, logFile).launch(parameters, startTimeout);
        process = started;
        return started.toHandle();
    }

    @Override
    public synchronized void drain(Duration limit) {
        if (process != null) {
            try {
                process.getOutputStream().close();
            } catch (IOException _) {
                // It has ended already.
            }
        }
    }
}
