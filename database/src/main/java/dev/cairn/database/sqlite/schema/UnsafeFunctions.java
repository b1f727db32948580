package dev.cairn.database.sqlite.schema;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Functions that the JDBC driver adds to SQLite, and that do not keep to its memory. Those for
 * texts multiply lengths without a look at the result, and write behind the memory they took, which
 * ends the process. Those that look for a value in the middle keep all values in a tree of their
 * own, which no limit of SQLite counts and which becomes a list of them where they come in order.
 */
public final class UnsafeFunctions {

    private static final Set<String> NAMES =
            Set.of(
                    "charindex",
                    "difference",
                    "leftstr",
                    "lower_quartile",
                    "median",
                    "mode",
                    "padc",
                    "padl",
                    "padr",
                    "proper",
                    "replicate",
                    "reverse",
                    "rightstr",
                    "strfilter",
                    "upper_quartile");

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

    /** Returns why they are not called. */
    static String refusal() {
        return "functions of the driver that do not keep to their memory cannot be called: "
                + names();
    }
}
