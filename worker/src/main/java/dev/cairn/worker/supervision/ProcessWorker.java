package dev.cairn.worker.supervision;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.protocol.Documents;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worker of any kind: a main class that speaks to its parent through a {@link ParentLink}. It
 * reads one line of JSON from its standard input, reports on its standard output when it is ready,
 * answers when it is asked for its activity, and ends when its standard input does.
 */
public final class ProcessWorker implements ManagedWorker {

    private final String name;
    private final WorkerLauncher launcher;
    private final String parameters;
    private final Duration startTimeout;
    private final Optional<Duration> rest;
    private final Object conversation = new Object();
    private volatile @Nullable Process process;

    /**
     * Describes a worker that runs until it is stopped.
     *
     * @param parameters a record that its main class reads
     */
    public ProcessWorker(
            String name, WorkerLauncher launcher, Object parameters, Duration startTimeout) {
        this(name, launcher, parameters, startTimeout, Optional.empty());
    }

    private ProcessWorker(
            String name,
            WorkerLauncher launcher,
            Object parameters,
            Duration startTimeout,
            Optional<Duration> rest) {
        this.name = name;
        this.launcher = launcher;
        this.parameters =
                parameters instanceof String text ? text : Documents.write(parameters) + "\n";
        this.startTimeout = startTimeout;
        this.rest = rest;
    }

    /** Returns the same worker as one that ends when its work is done, and then rests so long. */
    public ProcessWorker resting(Duration pause) {
        return new ProcessWorker(name, launcher, parameters, startTimeout, Optional.of(pause));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessHandle start() {
        Process started = launcher.launchTalking(parameters, startTimeout);
        process = started;
        return started.toHandle();
    }

    @Override
    public void drain(Duration limit) {
        Process running = process;
        if (running != null) {
            try {
                running.getOutputStream().close();
            } catch (IOException _) {
                // It has ended already.
            }
        }
    }

    /** One question at a time: the answers come in the order of the questions. */
    @Override
    public Activity activity() {
        Process running = process;
        if (running == null) {
            return Activity.UNKNOWN;
        }
        synchronized (conversation) {
            try {
                OutputStream input = running.getOutputStream();
                input.write((ParentLink.ACTIVITY + "\n").getBytes(StandardCharsets.UTF_8));
                input.flush();
                String line = running.inputReader(StandardCharsets.UTF_8).readLine();
                if (line != null) {
                    return Documents.read(line, Activity.class);
                }
                throw new IOException("its output ended");
            } catch (IOException e) {
                throw new DatabaseException(
                        DatabaseErrorCode.NOT_CONNECTED,
                        "worker '%s' does not answer: %s".formatted(name, e.getMessage()),
                        e);
            }
        }
    }

    @Override
    public Optional<Integer> exitStatus() {
        Process last = process;
        return last == null || last.isAlive() ? Optional.empty() : Optional.of(last.exitValue());
    }

    @Override
    public Optional<Duration> rest() {
        return rest;
    }
}
