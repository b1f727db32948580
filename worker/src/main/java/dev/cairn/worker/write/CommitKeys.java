package dev.cairn.worker.write;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.worker.protocol.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Remembers commits by the keys that clients gave them, in the database and in the same
 * transaction, so that a client that lost its answer can ask what became of its write.
 *
 * <p>A key that is asked about and has not been committed is barred, in the database too: a write
 * that is still on its way is refused when it comes, by this worker or a later one, so the answer
 * stays true.
 */
public final class CommitKeys {

    private static final String TABLE = InternalTables.COMMITS;

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int PURGE_EVERY = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    /** What a barred key has in place of a number of rows. */
    private static final long BARRED = -1;

    private static final Response.Resolution NOT_COMMITTED =
            new Response.Resolution(false, new Response.Complete(0, 0));

    private final String epoch;
    private final Clock clock;
    private final Set<String> underWay = new HashSet<>();
    private int recorded;

    public CommitKeys(String epoch, Clock clock) {
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Says that a write with that key begins; {@link #end} must follow. */
    public void begin(String key) {
        if (!key.isEmpty()) {
            enter(key);
        }
    }

    private synchronized void enter(String key) {
        if (!underWay.add(key)) {
            throw new DatabaseException(
                    DatabaseErrorCode.BUSY, "a write with the same key is under way");
        }
    }

    /** Says that the write with that key is committed or will not be. */
    public void end(String key) {
        if (!key.isEmpty()) {
            leave(key);
        }
    }

    private synchronized void leave(String key) {
        underWay.remove(key);
        notifyAll();
    }

    /**
     * Records a commit in the transaction that makes it.
     *
     * @throws DatabaseException with BUSY if the client was told that it was not committed, with
     *     CONSTRAINT if the key was used before
     */
    public void record(DatabaseDriver driver, String key, UpdateResult result) {
        createTable(driver);
        if (changedRows(driver, key).filter(rows -> rows == BARRED).isPresent()) {
            throw new DatabaseException(
                    DatabaseErrorCode.BUSY,
                    "the write was given up by its client before it came, and was not done");
        }
        insert(driver, key, result);
    }

    private static void createTable(DatabaseDriver driver) {
        driver.execute(
                "CREATE TABLE IF NOT EXISTS "
                        + TABLE
                        + "(key TEXT PRIMARY KEY, epoch TEXT NOT NULL, committed_at INTEGER NOT"
                        + " NULL, changed_rows INTEGER NOT NULL, last_row_id INTEGER NOT NULL)"
                        + " WITHOUT ROWID");
    }

    private void insert(DatabaseDriver driver, String key, UpdateResult result) {
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

    private static Optional<Long> changedRows(DatabaseDriver driver, String key) {
        return driver.queryValue("SELECT changed_rows FROM " + TABLE + " WHERE key = ?", key)
                .map(Long.class::cast);
    }

    /**
     * Says what became of a key; one that was not committed is barred by a write of its own.
     *
     * @param driver reads, outside a transaction
     * @param write carries a write out and commits it
     */
    public Response.Resolution resolve(
            String key,
            DatabaseDriver driver,
            Consumer<Function<DatabaseDriver, UpdateResult>> write) {
        awaitEnd(key);
        try {
            Optional<Response.Resolution> known = known(driver, key);
            if (known.isEmpty()) {
                write.accept(writer -> bar(writer, key));
            }
            return known.orElse(NOT_COMMITTED);
        } finally {
            leave(key);
        }
    }

    private UpdateResult bar(DatabaseDriver driver, String key) {
        createTable(driver);
        UpdateResult barred = new UpdateResult(BARRED, 0);
        insert(driver, key, barred);
        return barred;
    }

    private static Optional<Response.Resolution> known(DatabaseDriver driver, String key) {
        if (driver.queryValue("SELECT 1 FROM main.sqlite_schema WHERE name = ?", TABLE).isEmpty()) {
            return Optional.empty();
        }
        try (Rows rows =
                driver.query(
                        "SELECT changed_rows, last_row_id FROM " + TABLE + " WHERE key = ?", key)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            return rows.integer(0) == BARRED
                    ? Optional.of(NOT_COMMITTED)
                    : Optional.of(
                            new Response.Resolution(
                                    true, new Response.Complete(rows.integer(0), rows.integer(1))));
        }
    }

    /** Waits for a write that is under way, then lets none with that key begin until it is left. */
    private synchronized void awaitEnd(String key) {
        long deadline = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (!underWay.add(key)) {
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
    }
}
