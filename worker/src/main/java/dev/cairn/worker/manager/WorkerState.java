package dev.cairn.worker.manager;

/**
 * How one of the workers of a {@link WorkerManager} is.
 *
 * @param name its name
 * @param phase where it stands
 * @param process its process id; 0 if it does not run
 * @param uptimeMillis how long it has been running
 * @param restarts how often it was started again after it had ended by itself
 * @param queueLength how much waits for it
 * @param sessions how many clients it has
 * @param lastError why it ended or could not be started; empty if that never happened
 */
public record WorkerState(
        String name,
        Phase phase,
        long process,
        long uptimeMillis,
        int restarts,
        int queueLength,
        int sessions,
        String lastError) {

    /** Where a worker stands. */
    public enum Phase {
        /** The configuration needs none. */
        NOT_NEEDED,
        STOPPED,
        RUNNING,
        /** It ended by itself and will be started again after a pause. */
        WAITING,
        /** It ended by itself too often and is not started again. */
        GIVEN_UP
    }
}
