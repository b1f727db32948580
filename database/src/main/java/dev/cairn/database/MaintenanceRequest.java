package dev.cairn.database;

/**
 * A piece of work on a whole database, such as a backup. A request is data, and it does its work
 * itself: a driver in the process that owns the database calls {@link #perform}, and a proxy sends
 * the request to that process. Requests and results are records that Jackson can write and read. A
 * worker accepts only the requests in {@code dev.cairn.database.maintenance.MaintenanceRegistry}.
 *
 * @param <R> what the work gives
 */
public interface MaintenanceRequest<R> {

    /** What other work may go on while a request runs. */
    enum Access {
        /**
         * Readers and writers: the request reads, and what it records of itself it writes in a
         * short transaction of its own.
         */
        READ,
        /** Readers only: the request writes. */
        WRITE,
        /** None: the request replaces the database. */
        REPLACE
    }

    /** Returns the class of the result. */
    Class<R> resultType();

    /** Returns what other work may go on meanwhile. */
    Access access();

    /**
     * Does the work.
     *
     * @param database a driver without an open transaction, in the process that owns the database
     * @throws DatabaseException if the work fails; the database is unchanged then
     */
    R perform(DatabaseDriver database, ProgressListener progress);
}
