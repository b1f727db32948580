package dev.cairn.worker.metrics;

/**
 * What can be read off a worker and its database at any time.
 *
 * @param sessions how many sessions are open
 * @param waitingWriters how many wait for the write lock
 * @param pages how many pages the database has
 * @param freePages how many of them are free
 * @param pageBytes the size of a page
 * @param logBytes the size of the write-ahead log
 */
public record DatabaseGauges(
        long sessions,
        long waitingWriters,
        long pages,
        long freePages,
        long pageBytes,
        long logBytes) {}
