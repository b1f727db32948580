package dev.cairn.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stops the work of a conversation when its time is over. What it did in a transaction is undone,
 * as with {@link DatabaseDriver#cancel}; work that is over when the time is keeps its result.
 */
public final class TimeLimit {

    /** Between two statements nothing can be cancelled, so that it is asked for again. */
    private static final long REPEAT_MILLIS = 20;

    private final DatabaseDriver driver;
    private final Duration limit;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean over;

    private TimeLimit(DatabaseDriver driver, Duration limit) {
        this.driver = driver;
        this.limit = limit;
    }

    /**
     * Runs work that uses one conversation.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#TIMEOUT} if it was stopped; whatever
     *     the work throws of itself passes through
     */
    public static <T> T run(DatabaseDriver driver, Duration limit, Supplier<T> work) {
        TimeLimit watch = new TimeLimit(driver, limit);
        Thread thread =
                Thread.ofPlatform().daemon().name("time-limit").start(watch::cancelWhenOver);
        try {
            return work.get();
        } catch (DatabaseException e) {
            if (watch.over && e.code() == DatabaseErrorCode.CANCELLED) {
                throw new DatabaseException(
                        DatabaseErrorCode.TIMEOUT,
                        "the work was stopped and undone, because its time limit of "
                                + limit.toMillis()
                                + " ms passed; give it more time, or do it when less is going on",
                        e);
            }
            throw e;
        } finally {
            watch.end(thread);
        }
    }

    private void cancelWhenOver() {
        try {
            if (done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            over = true;
            do {
                driver.cancel();
            } while (!done.await(REPEAT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing of the conversation is cancelled after this. */
    private void end(Thread thread) {
        done.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
