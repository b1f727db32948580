package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.plan.RebuildTable;

/**
 * Copies the rows of a table that is rebuilt. Large tables are copied in pieces, so that progress
 * can be told.
 */
final class TableCopy {

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
        if (RowIdPieces.isWorthIt(rebuild.rows()) && rebuild.rangeCopyStatement().isPresent()) {
            copyInPieces();
        } else {
            driver.execute(rebuild.copyStatement());
        }
        progress.progress(phase, rebuild.rows(), rebuild.rows());
    }

    private void copyInPieces() {
        String range = rebuild.rangeQuery().orElseThrow();
        String statement = rebuild.rangeCopyStatement().orElseThrow();
        long done = 0;
        for (RowIdPieces.Piece piece : RowIdPieces.of(driver, range, rebuild.rows())) {
            done += driver.execute(statement, piece.from(), piece.to()).changedRows();
            progress.progress(phase, done, rebuild.rows());
        }
    }
}
