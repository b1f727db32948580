package dev.cairn.index.store;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.regex.Pattern;

/** The rule for the names that a user gives to projects and datasets. */
public final class GivenName {

    /** A slash would make it look like a path, and a line break like two lines of a list. */
    private static final Pattern RULE =
            Pattern.compile(
                    "[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N} _.+-]{0,198}[\\p{L}\\p{M}\\p{N}_.+-])?");

    private GivenName() {}

    /**
     * Returns a name that follows the rule.
     *
     * @param purpose what cannot be done without it, such as {@code cannot add the dataset 'x'}
     * @throws DatabaseException with INVALID_CONFIGURATION if it does not follow the rule
     */
    public static String require(String name, String purpose) {
        if (!RULE.matcher(name).matches()) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    purpose
                            + ": use letters, digits, spaces and _ . + - (at most 200, a letter, digit or _"
                            + " first, no space at the end)");
        }
        return name;
    }
}
