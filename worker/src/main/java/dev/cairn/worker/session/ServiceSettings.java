package dev.cairn.worker.session;

import dev.cairn.worker.protocol.Limits;
import java.time.Duration;

/**
 * How a worker treats its sessions.
 *
 * @param limits the bounds that clients are told
 * @param writeWait how long a writer waits for the write lock if it says nothing else
 * @param lease how long a transaction may be idle if it says nothing else
 * @param longestLease the most that a transaction may ask for
 * @param longestTransaction how long a transaction may take in all
 * @param longestSnapshot how long a snapshot may be held while the log is over its bound
 * @param helloTimeout how long a connection may be silent before it is a session
 * @param groupUnits how many writes are committed together at most
 * @param groupWait how long those whose writes were committed together are waited for at most,
 *     before the next are committed
 * @param groupBudget after how much work no further write is taken into a group
 * @param logCheckpointBytes the size of the write-ahead log over which it is emptied as soon as
 *     nobody reads from it
 * @param logBoundBytes the size over which snapshots that are older than {@code longestSnapshot}
 *     are given up
 * @param slowStatement from which duration on a statement is logged
 * @param watchdog how long the write lock may be held by a thread that has ended, before the worker
 *     ends itself
 */
public record ServiceSettings(
        Limits limits,
        Duration writeWait,
        Duration lease,
        Duration longestLease,
        Duration longestTransaction,
        Duration longestSnapshot,
        Duration helloTimeout,
        int groupUnits,
        Duration groupWait,
        Duration groupBudget,
        long logCheckpointBytes,
        long logBoundBytes,
        Duration slowStatement,
        Duration watchdog) {

    /** Returns the settings that a worker has if nothing else is said. */
    public static ServiceSettings standard() {
        return new ServiceSettings(
                Limits.DEFAULT,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                256,
                Duration.ofNanos(500_000),
                Duration.ofMillis(2),
                16L << 20,
                64L << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    /** Returns the same settings with other times for transactions. */
    public ServiceSettings withTimes(Duration newWriteWait, Duration newLease, Duration snapshot) {
        return new ServiceSettings(
                limits,
                newWriteWait,
                newLease,
                longestLease,
                longestTransaction,
                snapshot,
                helloTimeout,
                groupUnits,
                groupWait,
                groupBudget,
                logCheckpointBytes,
                logBoundBytes,
                slowStatement,
                watchdog);
    }

    /** Returns the same settings with other bounds. */
    public ServiceSettings withLimits(Limits newLimits) {
        return new ServiceSettings(
                newLimits,
                writeWait,
                lease,
                longestLease,
                longestTransaction,
                longestSnapshot,
                helloTimeout,
                groupUnits,
                groupWait,
                groupBudget,
                logCheckpointBytes,
                logBoundBytes,
                slowStatement,
                watchdog);
    }
}
