package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;

/** Runs a statement over the rows of a table; over many rows in pieces, to report progress. */
final class StatementInPieces {

    private final DatabaseDriver driver;
    private final ProgressListener progress;
    private final String phase;
    private final long rows;

    StatementInPieces(DatabaseDriver driver, ProgressListener progress, PlanStep step) {
        this.driver = driver;
        this.progress = progress;
        this.phase = step.description() + ", rows";
        this.rows = step.effect().rows();
    }

    void run(Statement statement) {
        progress.progress(phase, 0, rows);
        if (RowIdPieces.isWorthIt(rows)) {
            run(statement.inPieces().orElseThrow());
        } else {
            driver.execute(statement.sql());
        }
        progress.progress(phase, rows, rows);
    }

    private void run(Statement.RowRange range) {
        long done = 0;
        for (RowIdPieces.Piece piece : RowIdPieces.of(driver, range.rangeQuery(), rows)) {
            done += driver.execute(range.sql(), piece.from(), piece.to()).changedRows();
            progress.progress(phase, done, rows);
        }
    }
}
