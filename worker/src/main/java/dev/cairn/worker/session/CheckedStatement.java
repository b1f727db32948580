package dev.cairn.worker.session;

/**
 * A statement that a client may run.
 *
 * @param sql the text
 * @param kind what it does
 * @param temporary whether it is about temporary objects, which belong to one connection
 * @param asksConnection whether it calls a function whose answer depends on what its connection did
 *     before
 * @param inserts whether it may insert rows
 */
record CheckedStatement(
        String sql, Kind kind, boolean temporary, boolean asksConnection, boolean inserts) {

    /** What a statement does. */
    enum Kind {
        READ,
        WRITE,
        /** Writes, and cannot be in a transaction. */
        ALONE
    }
}
