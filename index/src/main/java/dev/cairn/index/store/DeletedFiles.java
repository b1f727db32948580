package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.statement.IndexStatements;
import java.time.Duration;

/** The rows of files that are gone. They are kept for a while, because files come back. */
public final class DeletedFiles {

    private static final int BATCH = 200;
    private static final long PAUSE_MILLIS = 20;

    private DeletedFiles() {}

    /**
     * Removes the rows of files that were deleted long ago, in short transactions.
     *
     * @param keep how long the rows of a deleted file are kept
     * @return how many files were removed
     * @throws InterruptedException if the thread is interrupted between two transactions
     */
    public static long remove(DatabaseDriver driver, Duration keep) throws InterruptedException {
        double days = keep.toSeconds() / 86_400.0;
        long removed = 0;
        long last;
        do {
            last = removeBatch(driver, days);
            removed += last;
            Thread.sleep(PAUSE_MILLIS);
        } while (last == BATCH);
        return removed;
    }

    private static long removeBatch(DatabaseDriver driver, double days) {
        String now = IndexStatements.of(driver).now();
        if (driver.queryValue(
                        "SELECT 1 FROM files WHERE deleted = 1"
                                + " AND updated_at < "
                                + now
                                + " - ? LIMIT 1",
                        days)
                .isEmpty()) {
            return 0;
        }
        return driver.inTransaction(
                TransactionMode.WRITE,
                () ->
                        driver.execute(
                                        "DELETE FROM files WHERE id IN (SELECT id FROM files"
                                                + " WHERE deleted = 1"
                                                + " AND updated_at < "
                                                + now
                                                + " - ?"
                                                + " ORDER BY id LIMIT ?)",
                                        days,
                                        BATCH)
                                .changedRows());
    }
}
