package dev.cairn.worker.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a process that was asked to end, and ends it if it does not. */
public final class ProcessEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final long PAUSE_NANOS = 5_000_000;

    private ProcessEnd() {}

    /**
     * Waits for the end; then sends SIGTERM, then SIGKILL.
     *
     * @param drain how long it was given to finish what it does
     */
    public static void await(ProcessHandle process, Duration drain) {
        if (ended(process, drain.plus(GRACE))) {
            return;
        }
        LOG.warn("process {} does not end; sending SIGTERM", process.pid());
        process.destroy();
        if (!ended(process, GRACE)) {
            LOG.warn("process {} does not end; sending SIGKILL", process.pid());
            process.destroyForcibly();
            ended(process, GRACE);
        }
    }

    /** Returns whether there is no process with that id any more, or nothing of it but the id. */
    static boolean hasEnded(long process) {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(one -> !isZombie(one))
                .isEmpty();
    }

    /**
     * Returns whether it has ended and its parent, often the init process, has not noticed; that
     * may take seconds, and nothing is left of it meanwhile but its number (proc(5)).
     */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String status =
                    Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return status.startsWith(") Z", status.lastIndexOf(')'));
        } catch (IOException _) {
            // It is gone, or the system has no such file.
            return false;
        }
    }

    /** Looks often, because the JDK looks ever more seldom at a process that is not its child. */
    private static boolean ended(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && !isZombie(process)) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(process, PAUSE_NANOS);
        }
        return true;
    }
}
