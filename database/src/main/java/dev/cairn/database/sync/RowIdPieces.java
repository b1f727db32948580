package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The range of a table's row ids, cut into pieces, so that progress can be told while all rows are
 * read in their order. The pieces cost no more than the whole.
 */
final class RowIdPieces {

    private static final long ROWS_PER_PIECE = 50_000;

    private RowIdPieces() {}

    /** The row ids from one to another, both included. */
    record Piece(long from, long to) {}

    /** Returns whether so many rows are worth being cut. */
    static boolean isWorthIt(long rows) {
        return rows > ROWS_PER_PIECE;
    }

    /**
     * Returns the pieces, in order; none if there are no rows.
     *
     * @param rangeQuery a query for the lowest and the highest row id
     * @param rows about how many rows there are
     */
    static List<Piece> of(DatabaseDriver driver, String rangeQuery, long rows) {
        BigInteger first;
        BigInteger last;
        try (Rows range = driver.query(SqlStatement.of(rangeQuery))) {
            range.next();
            if (range.value(0) == null) {
                return List.of();
            }
            first = BigInteger.valueOf(range.integer(0));
            last = BigInteger.valueOf(range.integer(1));
        }
        BigInteger span = last.subtract(first).add(BigInteger.ONE);
        long count = Math.max(1, (rows + ROWS_PER_PIECE - 1) / ROWS_PER_PIECE);
        List<Piece> pieces = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            pieces.add(
                    new Piece(
                            bound(first, span, i, count).longValueExact(),
                            bound(first, span, i + 1, count)
                                    .subtract(BigInteger.ONE)
                                    .longValueExact()));
        }
        return pieces;
    }

    private static BigInteger bound(BigInteger first, BigInteger span, long piece, long pieces) {
        return first.add(
                span.multiply(BigInteger.valueOf(piece)).divide(BigInteger.valueOf(pieces)));
    }
}
