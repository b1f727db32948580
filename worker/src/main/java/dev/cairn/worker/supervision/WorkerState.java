package dev.cairn.worker.supervision;

import java.util.Map;

/**
 * The state of one of the workers of a {@link WorkerManager}.
 *
 * @param name its name
 * @param phase where it is between start and end
 * @param process its process id; 0 if it does not run
 * @param startedAtMillis when its process was started or adopted, in milliseconds since 1970; 0 if
 *     it does not run
 * @param restarts how often it was started again after it had ended by itself
 * @param queueLength how many pieces of work wait for it
 * @param sessions how many clients it has
 * @param doing what it does, in a few words; empty if it does nothing
 * @param lastError its last failure, or why it ended or could not be started; empty if there was
 *     none
 * @param metrics what it has measured, by names in snake_case
 */
public record WorkerState(
        String name,
        Phase phase,
        long process,
        long startedAtMillis,
        int restarts,
        int queueLength,
        int sessions,
        String doing,
        String lastError,
        Map<String, Double> metrics) {

    public WorkerState {
        metrics = Map.copyOf(metrics);
    }

    /** Returns the state of a worker without a process. */
    public static WorkerState idle(String name, Phase phase, int restarts, String lastError) {
        return new WorkerState(name, phase, 0, 0, restarts, 0, 0, "", lastError, Map.of());
    }

    /** Where a worker is between start and end. */
    public enum Phase {
        /** The configuration does not ask for it. */
        NOT_NEEDED,
        STOPPED,
        /** It was started and is not ready yet. */
        STARTING,
        RUNNING,
        /** It ended by itself and will be started again after a pause. */
        WAITING,
        /** It has done its work and ended; it will be started again for the next. */
        RESTING,
        /** It ended by itself too often and is not started again. */
        GIVEN_UP
    }
}
