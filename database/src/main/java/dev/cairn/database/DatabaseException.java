package dev.cairn.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a database. The code is for programs; the message is for people and says
 * what was being done, to what, which values stood against it, the rule and the repair.
 */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DatabaseErrorCode code;
    private final transient List<String> details;

    /** Makes an exception without a cause. */
    public DatabaseException(DatabaseErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** Makes an exception with the error it came from. */
    public DatabaseException(DatabaseErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, List.of(), cause);
    }

    /**
     * Makes an exception that names several things, such as all obstacles of a plan.
     *
     * @param details one line for each
     */
    public DatabaseException(
            DatabaseErrorCode code,
            String message,
            List<String> details,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = List.copyOf(details);
    }

    /** Returns the code. */
    public DatabaseErrorCode code() {
        return code;
    }

    /** Returns the single things that stand behind the message, one line each. */
    public List<String> details() {
        return details;
    }
}
