package dev.cairn.worker.supervision;

import dev.cairn.database.DatabaseException;
import dev.cairn.worker.launch.ProcessEnd;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import dev.cairn.worker.supervision.WorkerState.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one worker running: starts it again when it ends by itself, and ends it when it is silent.
 *
 * <p>The monitor guards the fields and is never held while a process is started or asked, so that
 * {@link #state} answers at once. {@code starting} is held during a start; {@link #stop} waits for
 * it, so that no process is left behind by a start that overlaps with the stop.
 */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    /** Signals are reported as 128 and their number by the shell, and by the JDK. */
    private static final int SIGNALLED = 128;

    private final ManagedWorker worker;
    private final RestartPolicy policy;
    private final ScheduledExecutorService timer;
    private final Runnable listener;
    private final ReentrantLock starting = new ReentrantLock();
    private final Deque<Long> ends = new ArrayDeque<>();
    private Phase phase = Phase.STOPPED;
    private @Nullable ProcessHandle process;
    private long startedAtMillis;
    private int restarts;
    private String lastError = "";
    private Activity activity = Activity.UNKNOWN;

    Supervision(
            ManagedWorker worker,
            RestartPolicy policy,
            ScheduledExecutorService timer,
            Runnable listener) {
        this.worker = worker;
        this.policy = policy;
        this.timer = timer;
        this.listener = listener;
    }

    /**
     * Starts the worker if it is needed and was not started before.
     *
     * @throws DatabaseException if it cannot be started; it is not tried again by itself
     */
    void start() {
        synchronized (this) {
            if (phase != Phase.STOPPED) {
                return;
            }
            phase = worker.needed() ? Phase.STARTING : Phase.NOT_NEEDED;
        }
        listener.run();
        if (state().phase() == Phase.STARTING) {
            try {
                run();
            } catch (DatabaseException e) {
                became(Phase.STOPPED, String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }

    private synchronized void become(Phase next, String reason) {
        phase = next;
        lastError = reason;
    }

    private void became(Phase next, String reason) {
        become(next, reason);
        listener.run();
    }

    private void run() {
        starting.lock();
        try {
            if (state().phase() != Phase.STARTING) {
                return;
            }
            ProcessHandle started = worker.start();
            if (!keep(started)) {
                end(started, Duration.ZERO);
            }
        } finally {
            starting.unlock();
        }
    }

    /** Returns whether the process is wanted; it is not if the worker was stopped meanwhile. */
    private boolean keep(ProcessHandle started) {
        synchronized (this) {
            if (phase != Phase.STARTING) {
                return false;
            }
            process = started;
            startedAtMillis = System.currentTimeMillis();
            activity = Activity.UNKNOWN;
            phase = Phase.RUNNING;
        }
        listener.run();
        CompletableFuture<Void> _ = started.onExit().thenRun(() -> ended(started));
        watch(started);
        return true;
    }

    private void ended(ProcessHandle which) {
        synchronized (this) {
            if (phase != Phase.RUNNING || !which.equals(process)) {
                return;
            }
            process = null;
            Optional<Integer> status = worker.exitStatus();
            Optional<Duration> rest = status.equals(Optional.of(0)) ? worker.rest() : none();
            if (rest.isPresent()) {
                phase = Phase.RESTING;
                later(rest.get());
            } else {
                noteEnd("process %d ended by itself%s".formatted(which.pid(), text(status)));
            }
        }
        listener.run();
    }

    private static Optional<Duration> none() {
        return Optional.empty();
    }

    private static String text(Optional<Integer> status) {
        return status.map(number ->
                        number > SIGNALLED
                                ? ", by signal " + (number - SIGNALLED)
                                : " with status " + number)
                .orElse("");
    }

    /** Called with the monitor held. */
    private void noteEnd(String reason) {
        long now = System.nanoTime();
        ends.addLast(now);
        while (now - ends.getFirst() > policy.window().toNanos()) {
            ends.removeFirst();
        }
        if (ends.size() > policy.mostEnds()) {
            become(
                    Phase.GIVEN_UP,
                    "given up after %d ends within %d s; the last: %s"
                            .formatted(ends.size(), policy.window().toSeconds(), reason));
            LOG.error("worker '{}': {}", worker.name(), lastError);
            return;
        }
        become(Phase.WAITING, reason);
        Duration pause = policy.pauseAfter(ends.size());
        LOG.warn("worker '{}': {}; next start in {} ms", worker.name(), reason, pause.toMillis());
        later(pause);
    }

    private void later(Duration pause) {
        Thread.Builder threads = Thread.ofPlatform().daemon().name("start-" + worker.name());
        schedule(pause, () -> threads.start(this::restart));
    }

    private void schedule(Duration pause, Runnable task) {
        try {
            Future<?> _ = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // The manager is closed, and its workers with it.
        }
    }

    private void restart() {
        synchronized (this) {
            if (phase == Phase.WAITING) {
                restarts++;
            } else if (phase != Phase.RESTING) {
                return;
            }
            phase = Phase.STARTING;
        }
        listener.run();
        try {
            run();
        } catch (RuntimeException e) {
            synchronized (this) {
                if (phase == Phase.STARTING) {
                    noteEnd(String.valueOf(e.getMessage()));
                }
            }
            listener.run();
        }
    }

    private void watch(ProcessHandle which) {
        schedule(
                policy.heartbeat(),
                () -> Thread.ofPlatform().daemon().name("heartbeat").start(() -> listen(which)));
    }

    /** Asks the worker whether it works; one that does not answer is ended. */
    private void listen(ProcessHandle which) {
        CompletableFuture<Activity> answer =
                CompletableFuture.supplyAsync(
                        worker::activity,
                        task -> Thread.ofPlatform().daemon().name("activity").start(task));
        try {
            note(which, answer.get(policy.silence().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            LOG.error("worker '{}' does not answer; ending process {}", worker.name(), which.pid());
            which.destroyForcibly();
        } catch (ExecutionException e) {
            LOG.debug("worker '{}' does not answer as it should: {}", worker.name(), e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (runs(which)) {
            watch(which);
        }
    }

    private void note(ProcessHandle which, Activity now) {
        boolean changed;
        synchronized (this) {
            changed = which.equals(process) && now.isNewsAfter(activity);
            activity = which.equals(process) ? now : activity;
        }
        if (changed) {
            listener.run();
        }
    }

    private synchronized boolean runs(ProcessHandle which) {
        return phase == Phase.RUNNING && which.equals(process);
    }

    /** Stops the worker: asks it, then sends SIGTERM, then SIGKILL. */
    void stop(Duration drain) {
        ProcessHandle running;
        synchronized (this) {
            running = process;
            process = null;
            phase = phase == Phase.NOT_NEEDED ? phase : Phase.STOPPED;
        }
        if (running != null) {
            end(running, drain);
        }
        // A start that is under way ends its own process.
        starting.lock();
        try {
            listener.run();
        } finally {
            starting.unlock();
        }
    }

    private void end(ProcessHandle running, Duration drain) {
        LOG.info("worker '{}': stopping process {}", worker.name(), running.pid());
        try {
            worker.drain(drain);
        } catch (DatabaseException e) {
            LOG.warn("worker '{}' cannot be asked to stop: {}", worker.name(), e.getMessage());
        }
        ProcessEnd.await(running, drain);
    }

    synchronized WorkerState state() {
        ProcessHandle running = process;
        if (phase != Phase.RUNNING || running == null) {
            return WorkerState.idle(worker.name(), phase, restarts, lastError);
        }
        return new WorkerState(
                worker.name(),
                phase,
                running.pid(),
                startedAtMillis,
                restarts,
                activity.queueLength(),
                activity.sessions(),
                activity.doing(),
                activity.lastError().isEmpty() ? lastError : activity.lastError(),
                activity.metrics());
    }
}
