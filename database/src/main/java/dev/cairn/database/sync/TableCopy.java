package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.schema.plan.RebuildTable;
import java.math.BigInteger;

/**
 * Copies the rows of a table that is rebuilt. Large tables are copied in pieces of the range of
 * their row ids, in order, so that progress can be told; the pieces cost no more than the whole.
 */
final class TableCopy {

    private static final long ROWS_PER_PIECE = 50_000;

    private final DatabaseDriver driver;
    private final RebuildTable rebuild;
    private final ProgressListener progress;
    private final String phase;

    TableCopy(DatabaseDriver driver, RebuildTable rebuild, ProgressListener progress) {
        this.driver = driver;
        this.rebuild = rebuild;
        this.progress = progress;
        this.phase = "copy table " + rebuild.target().name();
    }

    void run() {
        progress.progress(phase, 0, rebuild.rows());
        long pieces = (rebuild.rows() + ROWS_PER_PIECE - 1) / ROWS_PER_PIECE;
        if (pieces <= 1 || rebuild.rangeCopyStatement().isEmpty()) {
            driver.execute(rebuild.copyStatement());
        } else {
            copyInPieces(pieces);
        }
        progress.progress(phase, rebuild.rows(), rebuild.rows());
    }

    private void copyInPieces(long pieces) {
        BigInteger first;
        BigInteger last;
        try (Rows range = driver.query(SqlStatement.of(rebuild.rangeQuery().orElseThrow()))) {
            range.next();
            first = BigInteger.valueOf(range.integer(0));
            last = BigInteger.valueOf(range.integer(1));
        }
        BigInteger span = last.subtract(first).add(BigInteger.ONE);
        String statement = rebuild.rangeCopyStatement().orElseThrow();
        long done = 0;
        for (long piece = 0; piece < pieces; piece++) {
            long from = bound(first, span, piece, pieces).longValueExact();
            long to =
                    bound(first, span, piece + 1, pieces).subtract(BigInteger.ONE).longValueExact();
            done += driver.execute(statement, from, to).changedRows();
            progress.progress(phase, done, rebuild.rows());
        }
    }

    private static BigInteger bound(BigInteger first, BigInteger span, long piece, long pieces) {
        return first.add(
                span.multiply(BigInteger.valueOf(piece)).divide(BigInteger.valueOf(pieces)));
    }
}
