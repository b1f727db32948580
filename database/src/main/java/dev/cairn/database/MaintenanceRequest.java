package dev.cairn.database;

/**
 * A piece of work on the database as a whole, as data: a driver in this process carries it out, a
 * proxy sends it to the process that does. Requests and results are records that Jackson can write
 * and read back.
 *
 * @param <R> what the work gives
 */
public interface MaintenanceRequest<R> {

    /** Returns the class of the result. */
    Class<R> resultType();
}
