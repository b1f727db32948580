package dev.cairn.worker.service;

import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.worker.protocol.Limits;
import java.time.Duration;

/**
 * How a worker treats its sessions.
 *
 * @param limits the bounds that clients are informed of
 * @param times how long sessions may wait, run and keep things
 * @param groups how writes are committed together
 * @param log how large the write-ahead log may become
 * @param memory how much memory the requests of all clients may take
 */
public record ServiceSettings(Limits limits, Times times, Groups groups, Log log, Memory memory) {

    /**
     * How long sessions may wait, run and keep things.
     *
     * @param writeWait how long a writer waits for the write lock if it says nothing else
     * @param lease how long a transaction may be idle if it says nothing else
     * @param longestLease the most that a transaction may ask for
     * @param longestTransaction how long a transaction may take in all; also the longest wait for
     *     the write lock
     * @param longestStatement how long a statement may run, until its rows are read
     * @param longestSnapshot how long a snapshot may be held while the log is over its bound
     * @param helloTimeout how long a connection may be silent before it is a session
     * @param longestMessage how long a client may take to send or read a long message while the
     *     memory for messages is short
     * @param slowStatement from which duration on a statement is logged
     * @param watchdog how long the write lock may be held by a thread that has ended, before the
     *     worker ends itself
     * @param ignoredStop how long a statement may go on after it was stopped, before the worker
     *     ends itself
     */
    public record Times(
            Duration writeWait,
            Duration lease,
            Duration longestLease,
            Duration longestTransaction,
            Duration longestStatement,
            Duration longestSnapshot,
            Duration helloTimeout,
            Duration longestMessage,
            Duration slowStatement,
            Duration watchdog,
            Duration ignoredStop) {}

    /**
     * How writes are committed together.
     *
     * @param units how many at most
     * @param patience how long those whose writes were committed together are waited for at most,
     *     before the next are committed
     * @param budget after how much work no further write is taken into a group
     */
    public record Groups(int units, Duration patience, Duration budget) {}

    /**
     * How large the write-ahead log may become.
     *
     * @param checkpointBytes the size over which it is emptied as soon as nothing reads from it
     * @param boundBytes the size over which old snapshots are given up
     */
    public record Log(long checkpointBytes, long boundBytes) {}

    /**
     * How much memory the requests of all clients may take.
     *
     * @param valueBytes the longest text, blob or row of the database
     * @param sqliteBytes the most that SQLite takes
     * @param messageBytes the most that long messages take, received and sent
     */
    public record Memory(int valueBytes, long sqliteBytes, long messageBytes) {}

    /** Returns the settings that a worker has if nothing else is said. */
    public static ServiceSettings standard() {
        return new ServiceSettings(
                Limits.DEFAULT,
                new Times(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        WorkerSettings.USUAL_IGNORED_STOP),
                new Groups(256, Duration.ofNanos(500_000), Duration.ofMillis(2)),
                new Log(16L << 20, 64L << 20),
                new Memory(16 << 20, 256L << 20, 256L << 20));
    }

    /** Returns the same settings with other times for transactions. */
    public ServiceSettings withTimes(Duration writeWait, Duration lease, Duration snapshot) {
        Times changed =
                new Times(
                        writeWait,
                        lease,
                        times.longestLease,
                        times.longestTransaction,
                        times.longestStatement,
                        snapshot,
                        times.helloTimeout,
                        times.longestMessage,
                        times.slowStatement,
                        times.watchdog,
                        times.ignoredStop);
        return new ServiceSettings(limits, changed, groups, log, memory);
    }

    /** Returns the same settings with another time for statements that go on after their stop. */
    public ServiceSettings withIgnoredStop(Duration ignoredStop) {
        Times changed =
                new Times(
                        times.writeWait,
                        times.lease,
                        times.longestLease,
                        times.longestTransaction,
                        times.longestStatement,
                        times.longestSnapshot,
                        times.helloTimeout,
                        times.longestMessage,
                        times.slowStatement,
                        times.watchdog,
                        ignoredStop);
        return new ServiceSettings(limits, changed, groups, log, memory);
    }

    /** Returns the same settings with other bounds. */
    public ServiceSettings withLimits(Limits newLimits) {
        return new ServiceSettings(newLimits, times, groups, log, memory);
    }
}
