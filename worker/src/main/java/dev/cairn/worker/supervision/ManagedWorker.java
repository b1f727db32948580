package dev.cairn.worker.supervision;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A kind of worker, for {@link WorkerManager}: how it is started, asked and stopped. */
public interface ManagedWorker {

    /** Returns its name, such as {@code database}. */
    String name();

    /** Returns whether the configuration asks for it. */
    default boolean needed() {
        return true;
    }

    /**
     * Starts it, or adopts the one that runs, and returns when it is ready.
     *
     * @throws dev.cairn.database.DatabaseException if it cannot be started
     */
    ProcessHandle start();

    /**
     * Asks it to finish its work and to end, without waiting for that.
     *
     * @param limit how long it may take
     */
    void drain(Duration limit);

    /**
     * Asks it whether it works, and waits for the answer.
     *
     * @return what it does now
     * @throws dev.cairn.database.DatabaseException if it does not answer as it should
     */
    default Activity activity() {
        return Activity.UNKNOWN;
    }

    /** Returns the status that its last process ended with; empty if that cannot be known. */
    default Optional<Integer> exitStatus() {
        return Optional.empty();
    }

    /**
     * Returns how long it rests after it has done its work and ended with status 0; empty if it is
     * not supposed to end.
     */
    default Optional<Duration> rest() {
        return Optional.empty();
    }

    /**
     * What a worker does.
     *
     * @param queueLength how many pieces of work wait for it
     * @param sessions how many clients it has
     * @param doing what it does, in a few words; empty if it does nothing
     * @param lastError its last failure; empty if there was none
     * @param metrics what it has measured, by names in snake_case
     */
    record Activity(
            int queueLength,
            int sessions,
            String doing,
            String lastError,
            Map<String, Double> metrics) {

        /** The activity of a worker that does not report any. */
        public static final Activity UNKNOWN = new Activity(0, 0, "", "", Map.of());

        public Activity {
            metrics = Map.copyOf(metrics);
        }

        /**
         * Returns whether more than the number of clients differs, which come and go all the time.
         */
        boolean isNewsAfter(Activity before) {
            return queueLength != before.queueLength
                    || !doing.equals(before.doing)
                    || !lastError.equals(before.lastError)
                    || !metrics.equals(before.metrics);
        }
    }
}
