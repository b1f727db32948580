package dev.cairn.vectors.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The end of threads that use the model: native code, which must not be closed under them. */
final class Threads {

    /** A text takes a tenth of a second, on a busy machine some times that. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private Threads() {}

    /** Waits until the threads of a pool that was shut down have ended, also when interrupted. */
    static void awaitEnd(ExecutorService pool) {
        boolean interrupted = Thread.interrupted();
        try {
            boolean _ = pool.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
