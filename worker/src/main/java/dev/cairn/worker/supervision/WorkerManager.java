package dev.cairn.worker.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Keeps the workers of a program that runs for long: starts them in the order in which they were
 * registered, starts one that ends by itself again, and stops them in the reverse order. They end
 * with this process, however that ends, because their standard input does.
 *
 * <pre>{@code
 * try (WorkerManager workers = new WorkerManager(RestartPolicy.standard())) {
 *     workers.register(new ManagedDatabaseWorker(configuration));
 *     workers.start();
 * }
 * }</pre>
 */
public final class WorkerManager implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final RestartPolicy policy;
    private final Runnable listener;
    private final List<Supervision> workers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("worker-supervision").factory());

    /** Makes a manager without workers. */
    public WorkerManager(RestartPolicy policy) {
        this(policy, () -> {});
    }

    /**
     * Makes a manager without workers.
     *
     * @param listener called after the state of a worker has changed, from any thread; it must not
     *     wait
     */
    public WorkerManager(RestartPolicy policy, Runnable listener) {
        this.policy = policy;
        this.listener = listener;
    }

    /**
     * Adds a worker behind those that are there, and starts it while the caller goes on.
     *
     * @return completed when it is ready or not needed; exceptionally if it cannot be started
     */
    public CompletableFuture<Void> begin(ManagedWorker worker) {
        Supervision supervision = new Supervision(worker, policy, timer, listener);
        workers.add(supervision);
        return CompletableFuture.runAsync(
                supervision::start,
                task -> Thread.ofPlatform().daemon().name("begin-" + worker.name()).start(task));
    }

    /** Adds a worker behind those that are there; it is not started. */
    public void register(ManagedWorker worker) {
        workers.add(new Supervision(worker, policy, timer, listener));
    }

    /**
     * Starts all workers that are needed and not started yet, each when the one before is ready.
     *
     * @throws dev.cairn.database.DatabaseException if one cannot be started; those before it keep
     *     running
     */
    public void start() {
        workers.forEach(Supervision::start);
    }

    /** Returns the state of each worker, in the order of registration. */
    public List<WorkerState> states() {
        return workers.stream().map(Supervision::state).toList();
    }

    /** Stops all workers, the last first. */
    @Override
    public void close() {
        List.copyOf(workers).reversed().forEach(worker -> worker.stop(DRAIN));
        timer.shutdownNow();
    }
}
