package dev.cairn.index.statement;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;

/**
 * The ids of new rows of one table. An engine with several writers hands them out in blocks, and
 * each block belongs to one transaction. When a block is used up, the next one is taken.
 */
public final class IdBlock {

    private final DatabaseDriver driver;
    private final String query;
    private final int spare;
    private long size;
    private long next;
    private long end;

    /**
     * @param query the query for the id before a block, and the number of its ids
     * @param spare how many ids stay free before the first one
     */
    private IdBlock(DatabaseDriver driver, String query, int spare) {
        this.driver = driver;
        this.query = query;
        this.spare = spare;
    }

    /** Returns the ids that follow those in the database. */
    public static IdBlock of(DatabaseDriver driver, String query) {
        return of(driver, query, 0);
    }

    /** Returns the ids that follow those in the database, at a distance. */
    public static IdBlock of(DatabaseDriver driver, String query, int spare) {
        IdBlock block = new IdBlock(driver, query, spare);
        block.takeNext();
        return block;
    }

    private void takeNext() {
        try (Rows rows = driver.query(query)) {
            boolean isThere = rows.next();
            long last = isThere ? rows.integer(0) : 0;
            size = isThere ? rows.integer(1) : Long.MAX_VALUE;
            next = last + 1 + spare;
            end = size > Long.MAX_VALUE - last - 1 ? Long.MAX_VALUE : last + 1 + size;
        }
    }

    /** Returns the first of this many ids that follow each other. */
    public long take(int count) {
        if (count > end - next) {
            takeNext();
        }
        if (count > end - next) {
            throw new DatabaseException(
                    DatabaseErrorCode.TOO_LARGE,
                    ("a file needs %,d ids, and the database gives %,d at once; exclude the file"
                                    + " from the index")
                            .formatted(count, size));
        }
        long first = next;
        next += count;
        return first;
    }

    /**
     * Returns whether two ids belong to one block, so that no other transaction has one of them.
     */
    public boolean isOneBlock(long first, long last) {
        // A block begins behind a multiple of its size, and the first multiple is 1.
        return size == Long.MAX_VALUE || (first - 2) / size == (last - 2) / size;
    }
}
