package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteException;

/** Translates SQLite's result codes (https://www.sqlite.org/rescode.html). */
final class SqliteErrors {

    /** Also what a ROLLBACK gives when no transaction is open. */
    static final int ERROR = 1;

    static final int BUSY = 5;
    static final int NO_MEMORY = 7;
    static final int READONLY = 8;
    static final int INTERRUPT = 9;
    private static final int CORRUPT = 11;
    private static final int TOO_BIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    private static final Pattern DRIVER_MESSAGE =
            Pattern.compile(
                    "\\[(?<code>SQLITE_\\w+)\\]\\s+[^(]*\\((?<message>.*)\\)", Pattern.DOTALL);

    /** What the driver's own code says, without a result code, when it gets no memory. */
    private static final String DRIVER_WITHOUT_MEMORY = "Out of memory";

    private static final String DAMAGED_FULL_TEXT = "invalid fts5 file format";

    private SqliteErrors() {}

    /** Returns the primary result code of an error; 0 if it has none. */
    static int resultCode(SQLException error) {
        if (error instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().code & 0xff;
        }
        return DRIVER_WITHOUT_MEMORY.equals(error.getMessage()) ? NO_MEMORY : 0;
    }

    /** FTS5 reports damage in some of its tables as a plain error. */
    private static int code(SQLException error) {
        int code = resultCode(error);
        return code == ERROR && String.valueOf(error.getMessage()).contains(DAMAGED_FULL_TEXT)
                ? CORRUPT
                : code;
    }

    /**
     * Returns the exception for an error.
     *
     * @param doing what was being done, such as {@code run statement}
     */
    static DatabaseException translate(String doing, SQLException error) {
        return new DatabaseException(
                codeOf(code(error)), "cannot " + doing + ": " + reason(error), error);
    }

    /**
     * Returns SQLite's own message. The driver puts a general description of the result code before
     * it, and the message in parentheses; the code is only worth its place where it says more than
     * the message.
     */
    static String reason(SQLException error) {
        String message = String.valueOf(error.getMessage());
        Matcher parts = DRIVER_MESSAGE.matcher(message);
        if (!parts.matches()) {
            return message;
        }
        String text = parts.group("message");
        String withCode = text + " (" + parts.group("code") + ")";
        return switch (code(error)) {
            case ERROR, CONSTRAINT -> text;
            case CORRUPT, NOT_A_DATABASE -> "the database file is damaged: " + withCode;
            default -> withCode;
        };
    }

    private static DatabaseErrorCode codeOf(int resultCode) {
        return switch (resultCode) {
            case 0, 1, 17, 25 -> DatabaseErrorCode.INVALID_STATEMENT;
            case 3, READONLY, 23 -> DatabaseErrorCode.FORBIDDEN;
            case BUSY, 6, 15 -> DatabaseErrorCode.BUSY;
            case NO_MEMORY, TOO_BIG -> DatabaseErrorCode.TOO_LARGE;
            case INTERRUPT -> DatabaseErrorCode.CANCELLED;
            case 10, 14 -> DatabaseErrorCode.IO;
            case CORRUPT, NOT_A_DATABASE -> DatabaseErrorCode.CORRUPT;
            case 13 -> DatabaseErrorCode.DISK_FULL;
            case CONSTRAINT, 20 -> DatabaseErrorCode.CONSTRAINT;
            default -> DatabaseErrorCode.INTERNAL;
        };
    }
}
