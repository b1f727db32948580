package dev.cairn.database;

/**
 * What kind of error a {@link DatabaseException} is. Names and SQLSTATEs are stable.
 *
 * <p>The classes of connection errors are those of the worker protocol: {@link #NOT_CONNECTED} and
 * {@link #CONNECTION_LOST} are safe to repeat, {@link #IN_DOUBT} is not.
 */
public enum DatabaseErrorCode {
    /** The configuration is invalid. */
    INVALID_CONFIGURATION("F0000", Kind.USAGE),
    /** The definition is invalid. */
    INVALID_DEFINITION("42000", Kind.USAGE),
    /** The statement is invalid, or names an object that does not exist. */
    INVALID_STATEMENT("42601", Kind.PERMANENT),
    /** The client may not run the statement. */
    FORBIDDEN("42501", Kind.REFUSED),
    /** The work would lose or break data. */
    REFUSED("55000", Kind.REFUSED),
    /** A constraint forbids the row. */
    CONSTRAINT("23000", Kind.PERMANENT),
    /** Another process owns the database. */
    OWNED_BY_ANOTHER("55006", Kind.TRANSIENT),
    /** A lock was not free within the limit. */
    BUSY("40001", Kind.TRANSIENT),
    /** A queue or a count is at its bound. */
    OVERLOADED("53300", Kind.TRANSIENT),
    /** The statement was cancelled. */
    CANCELLED("57014", Kind.PERMANENT),
    /** The time limit passed. */
    TIMEOUT("57015", Kind.PERMANENT),
    /** The transaction ended by itself and waits for a rollback. */
    TRANSACTION_FAILED("25P02", Kind.PERMANENT),
    /** No transaction is open, or one is already. */
    TRANSACTION_STATE("25000", Kind.PERMANENT),
    /** Nothing was sent. */
    NOT_CONNECTED("08001", Kind.TRANSIENT),
    /** The connection broke before anything could have been changed. */
    CONNECTION_LOST("08006", Kind.TRANSIENT),
    /** The connection broke after a write was sent: it was done or it was not. */
    IN_DOUBT("08007", Kind.PERMANENT),
    /** The other side broke the protocol. */
    PROTOCOL("08P01", Kind.PERMANENT),
    /** The worker could not be started. */
    WORKER_FAILED("58000", Kind.PERMANENT),
    /** A value, statement or result is larger than the limit. */
    TOO_LARGE("54000", Kind.PERMANENT),
    /** The file is not a database, or is damaged. */
    CORRUPT("XX001", Kind.PERMANENT),
    /** The disk is full. */
    DISK_FULL("53100", Kind.TRANSIENT),
    /** Reading or writing failed. */
    IO("58030", Kind.TRANSIENT),
    /** A backup could not be made, verified or restored. */
    BACKUP_FAILED("58B01", Kind.PERMANENT),
    /** A migration's file, history or statement is wrong. */
    MIGRATION_FAILED("58M01", Kind.PERMANENT),
    /** A bug of the program. */
    INTERNAL("XX000", Kind.PERMANENT);

    /** What a caller can do about an error. */
    public enum Kind {
        /** The same call may succeed later. */
        TRANSIENT,
        /** The same call will fail again. */
        PERMANENT,
        /** The request would lose or break data, or a policy forbids it. */
        REFUSED,
        /** The input is invalid. */
        USAGE
    }

    private final String sqlState;
    private final Kind kind;

    DatabaseErrorCode(String sqlState, Kind kind) {
        this.sqlState = sqlState;
        this.kind = kind;
    }

    /** Returns the SQLSTATE. */
    public String sqlState() {
        return sqlState;
    }

    /** Returns what a caller can do about it. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether the work was stopped: the error says nothing about the request itself. */
    public boolean isStop() {
        return this == CANCELLED || this == TIMEOUT;
    }

    /**
     * Returns whether the error is a final answer to the request, not a cancellation or a temporary
     * failure.
     */
    public boolean isAnswer() {
        return kind != Kind.TRANSIENT && !isStop();
    }
}
