package dev.cairn.database.definition;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions for definitions that are wrong. */
final class DefinitionErrors {

    private DefinitionErrors() {}

    /**
     * Returns the exception for one thing that is wrong.
     *
     * @param place file, line and path, such as {@code app.json:12: tables.files}
     */
    static DatabaseException at(String place, String problem, @Nullable Throwable cause) {
        return all(List.of(place + ": " + problem), cause);
    }

    /** Returns the exception for several things that are wrong. */
    static DatabaseException all(List<String> problems, @Nullable Throwable cause) {
        String first = problems.getFirst();
        String message =
                problems.size() == 1
                        ? first
                        : first + " (and " + (problems.size() - 1) + " more problems)";
        return new DatabaseException(
                DatabaseErrorCode.INVALID_DEFINITION, message, problems, cause);
    }
}
