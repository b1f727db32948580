package dev.cairn.worker.proxy;

/** Makes connections to one worker, which it starts if there is need. */
@FunctionalInterface
public interface WorkerConnector {

    /**
     * Connects.
     *
     * @throws dev.cairn.database.DatabaseException with NOT_CONNECTED or WORKER_FAILED if that
     *     cannot be done; nothing was sent then
     */
    WorkerConnection connect();
}
