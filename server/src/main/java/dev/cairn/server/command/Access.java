package dev.cairn.server.command;

/** How a command uses its database. */
public enum Access {
    /** It looks. Nothing is created, written, owned or started. */
    READ,
    /** It may change the database. */
    WRITE
}
