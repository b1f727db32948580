package dev.cairn.database;

/** What a transaction is for; one that begins to read cannot turn to write. */
public enum TransactionMode {
    /** Sees one snapshot and changes nothing. */
    READ,
    /** Holds the write lock from its beginning. */
    WRITE
}
