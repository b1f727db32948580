package dev.cairn.worker.protocol;

import dev.cairn.database.OperationPolicy;
import java.util.List;
import java.util.Map;

/**
 * How a worker is.
 *
 * @param state {@code running} or {@code stopping}
 * @param process its process id
 * @param program its version of the program
 * @param epoch a text that differs for each start of a worker
 * @param database the database file
 * @param socket where it listens
 * @param uptimeMillis how long it has been running
 * @param sessions what each session is and does
 * @param waitingWriters how many wait for the write lock
 * @param writer the client that holds the write lock, for how long and with what; empty if it is
 *     free
 * @param databaseBytes the size of the database file
 * @param logBytes the size of its write-ahead log
 * @param idleStopMillis after how long without sessions it stops
 * @param lastError the last fault, with its time; empty if there was none
 * @param restarts how many workers before this one ended one after the other without giving the
 *     database up
 * @param lastCrash the last worker that did so, with the time when that was noticed; empty if there
 *     was none
 * @param maintenance whether work on the database as a whole reaches it, or is refused for some
 *     time because it failed repeatedly
 * @param metrics what was measured, by name
 */
public record WorkerStatus(
        String state,
        long process,
        String program,
        String epoch,
        String database,
        String socket,
        long uptimeMillis,
        List<String> sessions,
        int waitingWriters,
        String writer,
        long databaseBytes,
        long logBytes,
        long idleStopMillis,
        String lastError,
        int restarts,
        String lastCrash,
        OperationPolicy.Status maintenance,
        Map<String, Double> metrics) {

    public WorkerStatus {
        sessions = List.copyOf(sessions);
        metrics = Map.copyOf(metrics);
    }
}
