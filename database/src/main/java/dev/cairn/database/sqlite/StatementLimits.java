package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * What SQLite allows the statements of a connection whose texts come from elsewhere
 * (https://www.sqlite.org/limits.html, https://www.sqlite.org/security.html). SQLite checks these
 * itself, whatever the text of a statement looks like.
 *
 * @param valueBytes the longest text, blob or row
 * @param statementBytes the longest statement
 * @param values the most values that are bound to a statement
 * @param heapBytes the most memory that SQLite takes in this process, for all connections
 */
public record StatementLimits(int valueBytes, int statementBytes, int values, long heapBytes) {

    /** Statements of the driver's own, and what it puts before those of clients. */
    private static final int OWN_STATEMENT_BYTES = 64 << 10;

    /** The session's threads have a stack of 1 MiB, on which the levels of an expression lie. */
    private static final int EXPRESSION_DEPTH = 250;

    /** From three quarters of the limit on, pages of the caches are used again. */
    private static final int SOFT_QUARTERS = 3;

    /** No other database can be attached, which VACUUM INTO does too. */
    private static final Map<SQLiteLimits, Integer> FIXED =
            Map.of(
                    SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0,
                    SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, EXPRESSION_DEPTH,
                    SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 100,
                    SQLiteLimits.SQLITE_LIMIT_VDBE_OP, 25_000_000,
                    SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000,
                    SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 32,
                    SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);

    public StatementLimits {
        if (valueBytes < 1 || statementBytes < 1 || values < 1 || heapBytes < 1) {
            throw new IllegalArgumentException(
                    "the limits of statements must be positive: %d, %d, %d, %d"
                            .formatted(valueBytes, statementBytes, values, heapBytes));
        }
    }

    /** Sets the limits of a connection; those of the heap hold for the process. */
    void applyTo(SQLiteConnection connection, SqliteSession session) throws SQLException {
        session.control("PRAGMA hard_heap_limit=" + heapBytes);
        session.control("PRAGMA soft_heap_limit=" + heapBytes / 4 * SOFT_QUARTERS);
        for (Map.Entry<SQLiteLimits, Integer> limit : FIXED.entrySet()) {
            connection.setLimit(limit.getKey(), limit.getValue());
        }
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, valueBytes);
        connection.setLimit(
                SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, statementBytes + OWN_STATEMENT_BYTES);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, values);
    }
}
