package dev.cairn.database.sqlite.schema;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Functions for texts that the JDBC driver adds to SQLite. They multiply lengths without a look at
 * the result, and write behind the memory they took, which ends the process.
 */
public final class UnsafeFunctions {

    private static final Set<String> NAMES =
            Set.of(
                    "charindex",
                    "difference",
                    "leftstr",
                    "padc",
                    "padl",
                    "padr",
                    "proper",
                    "replicate",
                    "reverse",
                    "rightstr",
                    "strfilter");

    private UnsafeFunctions() {}

    /** Returns whether a statement calls one of them. */
    public static boolean areCalledBy(List<SqlToken> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i + 1).is("(")
                    && NAMES.contains(Identifier.key(tokens.get(i).unquoted()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns their names, for a message. */
    public static String names() {
        return String.join(", ", new TreeSet<>(NAMES));
    }
}
