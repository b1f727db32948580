package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Translates SQLite's result codes (https://www.sqlite.org/rescode.html). */
final class SqliteErrors {

    /** Also what a ROLLBACK gives when no transaction is open. */
    static final int ERROR = 1;

    static final int BUSY = 5;
    static final int NO_MEMORY = 7;
    static final int READONLY = 8;
    static final int INTERRUPT = 9;
    private static final int TOO_BIG = 18;

    /** What the driver's own code says, without a result code, when it gets no memory. */
    private static final String DRIVER_WITHOUT_MEMORY = "Out of memory";

    private SqliteErrors() {}

    /** Returns the primary result code of an error; 0 if it has none. */
    static int resultCode(SQLException error) {
        if (error instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().code & 0xff;
        }
        return DRIVER_WITHOUT_MEMORY.equals(error.getMessage()) ? NO_MEMORY : 0;
    }

    /**
     * Returns the exception for an error.
     *
     * @param doing what was being done, such as {@code run statement}
     */
    static DatabaseException translate(String doing, SQLException error) {
        return new DatabaseException(
                codeOf(resultCode(error)), "cannot " + doing + ": " + error.getMessage(), error);
    }

    private static DatabaseErrorCode codeOf(int resultCode) {
        return switch (resultCode) {
            case 0, 1, 17, 25 -> DatabaseErrorCode.INVALID_STATEMENT;
            case 3, READONLY, 23 -> DatabaseErrorCode.FORBIDDEN;
            case BUSY, 6, 15 -> DatabaseErrorCode.BUSY;
            case NO_MEMORY, TOO_BIG -> DatabaseErrorCode.TOO_LARGE;
            case INTERRUPT -> DatabaseErrorCode.CANCELLED;
            case 10, 14 -> DatabaseErrorCode.IO;
            case 11, 26 -> DatabaseErrorCode.CORRUPT;
            case 13 -> DatabaseErrorCode.DISK_FULL;
            case 19, 20 -> DatabaseErrorCode.CONSTRAINT;
            default -> DatabaseErrorCode.INTERNAL;
        };
    }
}
