package dev.cairn.worker.manager;

import java.time.Duration;

/** A kind of worker, for {@link WorkerManager}: how it is started, asked and stopped. */
public interface ManagedWorker {

    /** Returns its name, such as {@code database}. */
    String name();

    /** Returns whether there is any need for it, by the configuration. */
    default boolean needed() {
        return true;
    }

    /**
     * Starts it, or finds the one that runs, and returns when it is ready.
     *
     * @throws dev.cairn.database.DatabaseException if it cannot be started
     */
    ProcessHandle start();

    /**
     * Asks it to finish what it does and to end, without waiting for that.
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

    /**
     * What a worker does.
     *
     * @param queueLength how much waits for it
     * @param sessions how many clients it has
     */
    record Activity(int queueLength, int sessions) {

        /** A worker that does not tell. */
        public static final Activity UNKNOWN = new Activity(0, 0);
    }
}
