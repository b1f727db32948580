package dev.cairn.database;

/**
 * A piece of work on the database as a whole, as data that carries itself out: a driver in the
 * process that owns the database does so, a proxy sends it there. Requests and results are records
 * that Jackson can write and read back. A worker carries out only those on its list, {@code
 * dev.cairn.database.maintenance.MaintenanceRegistry}.
 *
 * @param <R> what the work gives
 */
public interface MaintenanceRequest<R> {

    /** What other work may go on while a request is carried out. */
    enum Access {
        /**
         * Readers and writers: the request reads, and what it records of itself it writes in a
         * short transaction of its own.
         */
        READ,
        /** Readers only: the request writes. */
        WRITE,
        /** None: the request puts another database in the place of this one. */
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
     * @throws DatabaseException if it cannot be done; the database is as it was then
     */
    R perform(DatabaseDriver database, ProgressListener progress);
}
