package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queries of a session whose rows are not all sent. */
final class SessionCursors {

    private final int bound;
    private final SessionDrivers drivers;
    private final Map<Integer, Cursor> open = new LinkedHashMap<>();

    /**
     * Makes it empty.
     *
     * @param bound how many may be open
     * @param drivers where the connection of a cursor goes when it is closed, if it is its own
     */
    SessionCursors(int bound, SessionDrivers drivers) {
        this.bound = bound;
        this.drivers = drivers;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /**
     * Checks that another can be opened.
     *
     * @throws DatabaseException with OVERLOADED if there are as many as allowed
     */
    void requireRoom() {
        if (open.size() >= bound) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the session has %d queries open, which is the limit; close one"
                            .formatted(bound));
        }
    }

    void add(Cursor cursor) {
        open.put(cursor.number(), cursor);
    }

    /** Returns an open cursor; null if it is closed. */
    @Nullable Cursor find(int number) {
        return open.get(number);
    }

    boolean isOpen(Cursor cursor) {
        return cursor.equals(open.get(cursor.number()));
    }

    /** Closes a cursor; does nothing if it is closed already. */
    void close(int number) {
        Cursor cursor = open.remove(number);
        if (cursor != null) {
            cursor.close();
            if (cursor.ownsDriver()) {
                drivers.giveBack(cursor.driver());
            }
        }
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    /** Forgets those of a connection that has closed their rows by itself. */
    void forgetThoseOf(DatabaseDriver driver) {
        open.values().removeIf(cursor -> cursor.driver().equals(driver));
    }

    /** Gives up those outside a transaction whose snapshot was taken before that time. */
    void giveUpBefore(long nanoTime) {
        DatabaseException tooOld =
                new DatabaseException(
                        DatabaseErrorCode.TIMEOUT,
                        "snapshot too old: the rows were read so slowly that the write-ahead log"
                                + " grew over its bound; run the query again");
        for (Cursor cursor : List.copyOf(open.values())) {
            if (cursor.ownsDriver() && cursor.openedAt() - nanoTime < 0) {
                cursor.fail(tooOld);
                cursor.close();
            }
        }
    }
}
