package dev.cairn.vectors.worker;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How busy the process of the database is, by the processor time that it takes: that is the load of
 * searches and of indexing. For a database without such a process it is always idle.
 *
 * <p>To be used by one thread at a time.
 */
final class DatabaseLoad {

    /** Embedding itself takes the database a hundredth of a core. */
    private static final double BUSY_SHARE = 0.1;

    private static final long WINDOW_NANOS = Duration.ofMillis(200).toNanos();

    /** A process that is gone is looked for again at the earliest after this time. */
    private static final long SEARCH_NANOS = Duration.ofSeconds(5).toNanos();

    private final Supplier<Optional<ProcessHandle>> database;
    private Optional<ProcessHandle> process = Optional.empty();
    private long lookedForNanos = System.nanoTime() - SEARCH_NANOS;
    private long windowNanos;
    private long usedNanos;
    private boolean busy;

    /**
     * Makes one.
     *
     * @param database finds the process of the database
     */
    DatabaseLoad(Supplier<Optional<ProcessHandle>> database) {
        this.database = database;
    }

    /** Returns the load of the worker of a database. */
    static DatabaseLoad of(DatabaseConfiguration configuration) {
        return new DatabaseLoad(() -> worker(configuration));
    }

    /** Returns one that is always idle. */
    static DatabaseLoad none() {
        return new DatabaseLoad(Optional::empty);
    }

    private static Optional<ProcessHandle> worker(DatabaseConfiguration configuration) {
        try {
            return DbWorkerManager.summary(configuration)
                    .map(WorkerSummary::process)
                    .flatMap(ProcessHandle::of);
        } catch (DatabaseException _) {
            return Optional.empty();
        }
    }

    /** Returns whether it took more than a tenth of a core in the last window of time. */
    boolean isHigh() {
        long now = System.nanoTime();
        if (now - windowNanos < WINDOW_NANOS) {
            return busy;
        }
        long used = processorNanos(now);
        busy = windowNanos != 0 && used - usedNanos > (now - windowNanos) * BUSY_SHARE;
        windowNanos = now;
        usedNanos = used;
        return busy;
    }

    /**
     * Returns the processor time taken so far; it starts again at zero when another process is
     * found.
     */
    private long processorNanos(long now) {
        if (process.isEmpty() || !process.get().isAlive()) {
            if (now - lookedForNanos < SEARCH_NANOS) {
                return usedNanos;
            }
            lookedForNanos = now;
            process = database.get();
            windowNanos = 0;
        }
        return process.flatMap(one -> one.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(usedNanos);
    }
}
