package dev.cairn.server.output;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.List;
import java.util.Set;

/** What a person does about a damaged code index. It can always be made again from the sources. */
public final class DamagedIndex {

    private static final String REPAIR =
            "The code index is damaged. Run 'cairn clean', then 'cairn index', to make it again.";

    private static final String CHECK =
            "If 'cairn schema verify --index' finds damage, run 'cairn clean', then 'cairn index'.";

    /** Cairn's own statements on its own tables do not fail like that on a sound index. */
    private static final Set<String> SUSPICIOUS =
            Set.of(
                    DatabaseErrorCode.INTERNAL.name(),
                    DatabaseErrorCode.INVALID_STATEMENT.name(),
                    DatabaseErrorCode.CONSTRAINT.name());

    private DamagedIndex() {}

    /** Returns what can be done about an error of a command on the index. */
    public static List<String> repair(ErrorReport error) {
        if (error.code().equals(DatabaseErrorCode.CORRUPT.name())) {
            return List.of(REPAIR);
        }
        return SUSPICIOUS.contains(error.code()) ? List.of(CHECK) : List.of();
    }

    /** Returns the message of an error about the index, with the repair where there is one. */
    public static String message(DatabaseException error) {
        return error.code() == DatabaseErrorCode.CORRUPT
                ? error.getMessage() + ". " + REPAIR
                : String.valueOf(error.getMessage());
    }
}
