package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.database.Rows;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.protocol.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers commits by the keys that clients gave them, in the database and in the same
 * transaction, so that a client that lost its answer can ask what became of its write.
 *
 * <p>A key that is asked about and has not been committed is barred: should the write still be on
 * its way it is refused when it comes, so the answer stays true.
 */
final class CommitKeys {

    private static final String TABLE = InternalTables.COMMITS;

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST_BARRED = 10_000;
    private static final int PURGE_EVERY = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final String epoch;
    private final Clock clock;
    private final Set<String> underWay = new HashSet<>();
    private final LinkedHashSet<String> barred = new LinkedHashSet<>();
    private int recorded;

    CommitKeys(String epoch, Clock clock) {
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Says that a write with that key begins; {@link #end} must follow. */
    void begin(String key) {
        if (!key.isEmpty()) {
            enter(key);
        }
    }

    private synchronized void enter(String key) {
        if (barred.contains(key)) {
            throw new DatabaseException(
                    DatabaseErrorCode.BUSY,
                    "the write was given up by its client before it came, and was not done");
        }
        if (!underWay.add(key)) {
            throw new DatabaseException(
                    DatabaseErrorCode.BUSY, "a write with the same key is under way");
        }
    }

    /** Says that the write with that key is committed or will not be. */
    void end(String key) {
        if (!key.isEmpty()) {
            leave(key);
        }
    }

    private synchronized void leave(String key) {
        underWay.remove(key);
        notifyAll();
    }

    /** Records a commit in the transaction that makes it. */
    void record(DatabaseDriver driver, String key, UpdateResult result) {
        driver.execute(
                "CREATE TABLE IF NOT EXISTS "
                        + TABLE
                        + "(key TEXT PRIMARY KEY, epoch TEXT NOT NULL, committed_at INTEGER NOT"
                        + " NULL, changed_rows INTEGER NOT NULL, last_row_id INTEGER NOT NULL)"
                        + " WITHOUT ROWID");
        driver.execute(
                "INSERT INTO " + TABLE + " VALUES (?,?,?,?,?)",
                key,
                epoch,
                clock.millis(),
                result.changedRows(),
                result.lastRowId());
        if (recorded++ % PURGE_EVERY == 0) {
            driver.execute(
                    "DELETE FROM " + TABLE + " WHERE committed_at < ?",
                    clock.millis() - KEPT.toMillis());
        }
    }

    /** Returns what became of a key; if it was not committed it cannot be any more. */
    Response.Resolution resolve(DatabaseService service, String key) {
        bar(key);
        DatabaseDriver driver = service.pool().take();
        try {
            return recorded(driver, key);
        } finally {
            service.pool().giveBack(driver);
        }
    }

    private static Response.Resolution recorded(DatabaseDriver driver, String key) {
        if (driver.queryValue("SELECT 1 FROM sqlite_schema WHERE name = ?", TABLE).isEmpty()) {
            return notCommitted();
        }
        try (Rows rows =
                driver.query(
                        "SELECT changed_rows, last_row_id FROM " + TABLE + " WHERE key = ?", key)) {
            if (!rows.next()) {
                return notCommitted();
            }
            return new Response.Resolution(
                    true, new Response.Complete(rows.integer(0), rows.integer(1)));
        }
    }

    private static Response.Resolution notCommitted() {
        return new Response.Resolution(false, new Response.Complete(0, 0));
    }

    /** Waits for a write that is under way, then lets none with that key begin. */
    private synchronized void bar(String key) {
        long deadline = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (underWay.contains(key)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new DatabaseException(
                        DatabaseErrorCode.BUSY, "the write with that key is still under way");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException(DatabaseErrorCode.CANCELLED, "interrupted", e);
            }
        }
        barred.add(key);
        if (barred.size() > MOST_BARRED) {
            barred.removeFirst();
        }
    }
}
