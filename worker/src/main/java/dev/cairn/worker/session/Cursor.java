package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.RowPacker;
import org.jspecify.annotations.Nullable;

/** An open query: the rows that have not been sent yet, and the connection that they come from. */
final class Cursor {

    private final int number;
    private final DatabaseDriver driver;
    private final Rows rows;
    private final boolean ownsDriver;
    private final long openedAt = System.nanoTime();
    private boolean begun;
    private int credits;
    private @Nullable DatabaseException pending;

    /**
     * Opens a cursor.
     *
     * @param ownsDriver whether the connection is free when the cursor is closed
     */
    Cursor(int number, DatabaseDriver driver, Rows rows, boolean ownsDriver) {
        this.number = number;
        this.driver = driver;
        this.rows = rows;
        this.ownsDriver = ownsDriver;
    }

    int number() {
        return number;
    }

    DatabaseDriver driver() {
        return driver;
    }

    boolean ownsDriver() {
        return ownsDriver;
    }

    long openedAt() {
        return openedAt;
    }

    void grant(int more) {
        credits += more;
    }

    /** Takes one frame's credit if there is any. */
    boolean takeCredit() {
        if (credits <= 0) {
            return false;
        }
        credits--;
        return true;
    }

    /** Makes the next frame fail, because the snapshot was given up. */
    void fail(DatabaseException reason) {
        pending = reason;
    }

    /**
     * Writes the next frame of rows. Should an error come after the first row of a frame, the frame
     * ends there and the next call throws it.
     *
     * @return the flags that the frame has to carry
     */
    int pack(BodyWriter out) {
        if (pending != null) {
            throw pending;
        }
        boolean first = !begun;
        begun = true;
        RowPacker packer = new RowPacker(rows, out);
        int flags = packer.pack(first);
        pending = packer.failure();
        return flags;
    }

    void close() {
        rows.close();
    }
}
