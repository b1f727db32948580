package dev.cairn.server.process;

import dev.cairn.database.DatabaseException;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import dev.cairn.worker.supervision.ParentLink;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The common part of the main classes of the workers. */
public final class WorkerMain {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

    /** Work that takes longer to end is cut off; what it did not commit is rolled back. */
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private WorkerMain() {}

    /** The work of one kind of worker. */
    public interface Work {

        /**
         * Does the work.
         *
         * @throws InterruptedException if the thread is interrupted, which means to end
         */
        void run() throws InterruptedException;
    }

    /**
     * Runs a worker until its work is done or its parent is gone, and ends the process.
     *
     * @param work reports to the parent when it is ready
     */
    public static void run(ParentLink parent, Supplier<Activity> activity, Work work) {
        Thread worker = Thread.currentThread();
        parent.answer(activity, () -> endSoon(worker));
        int status = 0;
        try {
            work.run();
        } catch (InterruptedException _) {
            LOG.info("the server is gone or asked the worker to stop");
        } catch (DatabaseException e) {
            if (!worker.isInterrupted()) {
                LOG.error("the worker failed", e);
                parent.failed(e);
                status = 1;
            }
        } catch (RuntimeException e) {
            LOG.error("the worker failed", e);
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private static void endSoon(Thread worker) {
        worker.interrupt();
        try {
            Thread.sleep(LONGEST_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
