package dev.cairn.worker.service;

/** What a service may ask of a session that is open. Every method may be called by any thread. */
public interface OpenSession {

    /** Returns what the session is and does, for people. */
    String description();

    /** Returns whether a request is being carried out. */
    boolean isBusy();

    /** Returns whether a request is being carried out or a transaction is open. */
    boolean isActive();

    /** Stops the request with that number if it runs. */
    void cancel(int request);

    /** Gives up connections that the session does not use at the moment. */
    void giveUpFreeDrivers();

    /** Gives up connections whose view of the database is older than that time. */
    void giveUpSnapshotsBefore(long nanoTime);

    /** Checks that the client of a request that began before that time is still there. */
    void watchIfBusySince(long nanoTime);

    /** Rolls a transaction back whose time is over. */
    void endOverdueTransaction();

    /** Ends the session if a message of it takes memory from others for too long. */
    void endOverdueMessage();

    /** Ends the session. */
    void close();
}
