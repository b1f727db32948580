package dev.cairn.schema.plan;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A statement, and how it may be run.
 *
 * @param sql the statement
 * @param inTransaction whether it may run in the transaction of the plan; one that may not runs
 *     outside of it
 * @param lockTimeoutMillis how long it may wait for a lock; empty if the engine's usual limit holds
 * @param inPieces how the same work is done in pieces, if it can be
 */
public record Statement(
        String sql,
        boolean inTransaction,
        OptionalInt lockTimeoutMillis,
        Optional<RowRange> inPieces) {

    /**
     * A statement over a part of a table's rows.
     *
     * @param sql the statement, with two parameters: the lowest and the highest row id of a piece
     * @param rangeQuery a query for the lowest and the highest row id of all
     */
    public record RowRange(String sql, String rangeQuery) {}

    /** Returns a statement that runs in the transaction of the plan. */
    public static Statement of(String sql) {
        return new Statement(sql, true, OptionalInt.empty(), Optional.empty());
    }

    /** Returns a statement that runs outside of the transaction of the plan, after it. */
    public static Statement outside(String sql) {
        return new Statement(sql, false, OptionalInt.empty(), Optional.empty());
    }

    /** Returns the same statement that can also be run in pieces. */
    public Statement orInPieces(Optional<RowRange> pieces) {
        return new Statement(sql, inTransaction, lockTimeoutMillis, pieces);
    }
}
