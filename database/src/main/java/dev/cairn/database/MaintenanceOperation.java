package dev.cairn.database;

/**
 * Carries out one kind of {@link MaintenanceRequest}. Operations are found by {@link
 * java.util.ServiceLoader}, so that a driver can dispatch to work that is built on top of it.
 *
 * @param <Q> the request
 * @param <R> its result
 */
public interface MaintenanceOperation<Q extends MaintenanceRequest<R>, R> {

    /** Returns the class of the requests that this operation carries out. */
    Class<Q> requestType();

    /**
     * Does the work.
     *
     * @throws DatabaseException if it cannot be done; the database is as it was then
     */
    R perform(Q request, MaintenanceTarget target, ProgressListener progress);
}
