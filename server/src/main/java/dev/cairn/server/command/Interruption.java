package dev.cairn.server.command;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What happens to a running command when a signal ends the process (SIGINT, SIGTERM): its work is
 * cancelled, and the process waits until the transaction has been rolled back and the command has
 * said so. A command that does not end within the limit is left to its database, which rolls back
 * what was not committed. The JVM ends with 128 and the number of the signal.
 */
public final class Interruption implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 50;

    private final CopyOnWriteArrayList<Runnable> cancellations = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancelUntilEnded, "cairn-interruption");
    private volatile boolean happened;

    private Interruption() {}

    /** Begins to watch over the command that runs on this thread. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Adds what stops the work; it may be called several times, from any thread. */
    public void cancelBy(Runnable cancellation) {
        cancellations.add(cancellation);
    }

    /** Does work that waits, and ends when this thread is interrupted. */
    <T> T whileInterruptible(Supplier<T> work) {
        Thread worker = Thread.currentThread();
        AtomicBoolean waiting = new AtomicBoolean(true);
        cancelBy(() -> {
            if (waiting.get()) {
                worker.interrupt();
            }
        });
        try {
            return work.get();
        } finally {
            waiting.set(false);
        }
    }

    /** Returns whether the process was told to end. */
    public boolean happened() {
        return happened;
    }

    /** A statement that begins just after it was cancelled is not, so it is cancelled again. */
    private void cancelUntilEnded() {
        happened = true;
        try {
            for (int waited = 0; waited < LIMIT_MILLIS; waited += PAUSE_MILLIS) {
                cancellations.forEach(Runnable::run);
                if (ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch; called after the command has said all it has to say. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, which is what the hook is for.
        }
    }
}
