package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Identifier;
import java.util.Set;

/**
 * The words that mean something else as soon as they lose their quotes
 * (https://www.sqlite.org/lang_keywords.html). SQLite takes all its other keywords as names.
 */
public final class SqlKeywords {

    private static final Set<String> RESERVED =
            Set.of(
                    ("add all alter and as autoincrement between case check collate commit"
                                    + " constraint create default deferrable delete distinct drop"
                                    + " else escape except exists foreign from group having in"
                                    + " index insert intersect into is isnull join limit not"
                                    + " nothing notnull null on or order primary references"
                                    + " returning select set table then to transaction union"
                                    + " unique update using values when where cross full indexed"
                                    + " inner left natural outer right true false current_date"
                                    + " current_time current_timestamp")
                            .split(" "));

    private SqlKeywords() {}

    /** Returns whether a word cannot be a name without quotes. */
    public static boolean isReserved(String word) {
        return RESERVED.contains(Identifier.key(word));
    }
}
