package dev.cairn.server.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the record of a server after it has changed, at most a few times a second. */
final class RecordWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final long PAUSE_MILLIS = 300;
    private static final long LOOK_SECONDS = 2;

    private final Path run;
    private final Supplier<ServerRecord> record;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("server-record").factory());

    RecordWriter(Path run, Supplier<ServerRecord> record) {
        this.run = run;
        this.record = record;
    }

    /** Notes that the record has changed; it is written soon. */
    void changed() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                Future<?> _ = timer.schedule(this::write, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                // It is written for the last time at the close.
            }
        }
    }

    /** Writes the record now. */
    synchronized void write() {
        scheduled.set(false);
        try {
            record.get().write(run);
        } catch (IOException e) {
            LOG.warn("cannot write the state of the server: {}", e.toString());
        }
    }

    /** Calls something once when the lock's file is not in its place any more. */
    void watch(ServerLock lock, Runnable lost) {
        Future<?> _ =
                timer.scheduleWithFixedDelay(
                        () -> {
                            if (!lock.isInPlace()) {
                                lost.run();
                            }
                        },
                        LOOK_SECONDS,
                        LOOK_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** Writes the record for the last time. */
    @Override
    public void close() {
        timer.shutdownNow();
        write();
    }
}
