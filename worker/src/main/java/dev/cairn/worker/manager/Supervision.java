package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseException;
import dev.cairn.worker.launch.ProcessEnd;
import dev.cairn.worker.manager.WorkerState.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one worker running: starts it again when it ends by itself, and ends it when it is silent.
 */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private final ManagedWorker worker;
    private final RestartPolicy policy;
    private final ScheduledExecutorService timer;
    private final Deque<Long> ends = new ArrayDeque<>();
    private Phase phase = Phase.STOPPED;
    private @Nullable ProcessHandle process;
    private long startedAt;
    private int restarts;
    private String lastError = "";
    private ManagedWorker.Activity activity = ManagedWorker.Activity.UNKNOWN;

    Supervision(ManagedWorker worker, RestartPolicy policy, ScheduledExecutorService timer) {
        this.worker = worker;
        this.policy = policy;
        this.timer = timer;
    }

    /**
     * Starts the worker if it is needed.
     *
     * @throws DatabaseException if it cannot be started; it is not tried again by itself
     */
    synchronized void start() {
        if (!worker.needed()) {
            phase = Phase.NOT_NEEDED;
            return;
        }
        try {
            run();
        } catch (DatabaseException e) {
            phase = Phase.STOPPED;
            lastError = String.valueOf(e.getMessage());
            throw e;
        }
    }

    private void run() {
        ProcessHandle started = worker.start();
        process = started;
        startedAt = System.nanoTime();
        phase = Phase.RUNNING;
        CompletableFuture<Void> _ = started.onExit().thenRun(() -> ended(started));
        watch(started);
    }

    private synchronized void ended(ProcessHandle which) {
        if (phase != Phase.RUNNING || !which.equals(process)) {
            return;
        }
        process = null;
        noteEnd("worker " + which.pid() + " ended by itself");
    }

    private void noteEnd(String reason) {
        lastError = reason;
        long now = System.nanoTime();
        ends.addLast(now);
        while (now - ends.getFirst() > policy.window().toNanos()) {
            ends.removeFirst();
        }
        if (ends.size() > policy.mostEnds()) {
            phase = Phase.GIVEN_UP;
            lastError =
                    "given up after %d ends within %d s; the last: %s"
                            .formatted(ends.size(), policy.window().toSeconds(), reason);
            LOG.error("worker '{}': {}", worker.name(), lastError);
            return;
        }
        phase = Phase.WAITING;
        Duration pause = policy.pauseAfter(ends.size());
        LOG.warn("worker '{}': {}; next start in {}", worker.name(), reason, pause);
        Future<?> _ = timer.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void restart() {
        if (phase != Phase.WAITING) {
            return;
        }
        restarts++;
        try {
            run();
        } catch (DatabaseException e) {
            noteEnd(String.valueOf(e.getMessage()));
        }
    }

    private void watch(ProcessHandle which) {
        Future<?> _ =
                timer.schedule(
                        () -> Thread.ofVirtual().start(() -> listen(which)),
                        policy.heartbeat().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Asks the worker whether it works; one that does not answer is as good as gone. */
    private void listen(ProcessHandle which) {
        CompletableFuture<ManagedWorker.Activity> answer =
                CompletableFuture.supplyAsync(
                        worker::activity, task -> Thread.ofVirtual().start(task));
        try {
            ManagedWorker.Activity now =
                    answer.get(policy.silence().toMillis(), TimeUnit.MILLISECONDS);
            synchronized (this) {
                activity = now;
            }
        } catch (TimeoutException _) {
            LOG.error("worker '{}' does not answer; ending process {}", worker.name(), which.pid());
            which.destroyForcibly();
        } catch (ExecutionException e) {
            LOG.warn("worker '{}' does not answer as it should: {}", worker.name(), e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (phase == Phase.RUNNING && which.equals(process)) {
                watch(which);
            }
        }
    }

    /** Stops the worker: asks it, then sends SIGTERM, then SIGKILL. */
    void stop(Duration drain) {
        ProcessHandle running;
        synchronized (this) {
            running = process;
            process = null;
            phase = phase == Phase.NOT_NEEDED ? phase : Phase.STOPPED;
        }
        if (running == null) {
            return;
        }
        try {
            worker.drain(drain);
        } catch (DatabaseException e) {
            LOG.warn("worker '{}' cannot be asked to stop: {}", worker.name(), e.getMessage());
        }
        ProcessEnd.await(running, drain);
    }

    synchronized WorkerState state() {
        ProcessHandle running = process;
        boolean alive = phase == Phase.RUNNING && running != null;
        return new WorkerState(
                worker.name(),
                phase,
                alive && running != null ? running.pid() : 0,
                alive ? (System.nanoTime() - startedAt) / 1_000_000 : 0,
                restarts,
                alive ? activity.queueLength() : 0,
                alive ? activity.sessions() : 0,
                lastError);
    }
}
