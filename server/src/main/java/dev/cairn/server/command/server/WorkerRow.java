package dev.cairn.server.command.server;

import java.util.Map;
import java.util.Optional;

/**
 * What people see of one worker, or of the server itself.
 *
 * @param kind the name of the worker: {@code server}, {@code database}, {@code repair}, {@code
 *     file_watcher} or {@code vectorization}
 * @param state {@code running}, {@code starting}, {@code restarting}, {@code resting}, {@code given
 *     up}, {@code stopped}, {@code not configured} or {@code not running}
 * @param process its process id; empty if it does not run
 * @param uptimeMillis how long it has been running; empty if it does not run
 * @param restarts how often it was started again after it had ended by itself
 * @param queueLength how many pieces of work wait for it
 * @param sessions how many clients it has
 * @param memoryBytes its memory; empty if it does not run or the system does not report it
 * @param processorMillis the processor time it has taken; empty if it does not run
 * @param doing what it does, in a few words; empty if it does nothing
 * @param lastError its last failure; empty if there was none
 * @param metrics what it has measured
 */
record WorkerRow(
        String kind,
        String state,
        Optional<Long> process,
        Optional<Long> uptimeMillis,
        int restarts,
        int queueLength,
        int sessions,
        Optional<Long> memoryBytes,
        Optional<Long> processorMillis,
        String doing,
        String lastError,
        Map<String, Double> metrics) {

    WorkerRow {
        metrics = Map.copyOf(metrics);
    }

    boolean running() {
        return process.isPresent();
    }
}
