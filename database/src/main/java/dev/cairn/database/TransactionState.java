package dev.cairn.database;

/** Where the transaction of a conversation stands. */
public enum TransactionState {
    /** None is open. */
    IDLE,
    READ,
    WRITE,
    /** It ended without the caller's word and waits for a rollback. */
    FAILED
}
