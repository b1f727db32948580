package dev.cairn.worker.manager;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a process that was asked to end, and ends it if it does not. */
final class ProcessEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
    private static final Duration GRACE = Duration.ofSeconds(6);

    private ProcessEnd() {}

    /**
     * Waits for the end; then sends SIGTERM, then SIGKILL.
     *
     * @param drain how long it was given to finish what it does
     */
    static void await(ProcessHandle process, Duration drain) {
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

    private static boolean ended(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
