package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what gives another value every time (https://www.sqlite.org/deterministic.html). Functions
 * for dates are deterministic unless they ask for the present or the time zone.
 */
final class Impurity {

    private static final Set<String> WORDS =
            Set.of("current_date", "current_time", "current_timestamp");
    private static final Set<String> FUNCTIONS =
            Set.of("random", "randomblob", "changes", "total_changes", "last_insert_rowid");
    private static final Set<String> DATE_FUNCTIONS =
            Set.of("date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff");
    private static final Set<String> PRESENT = Set.of("now", "localtime", "utc");

    private Impurity() {}

    /** Returns the first such thing, for people. */
    static Optional<String> in(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<String> found = at(tokens, i);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> at(List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        if (token.kind() != Kind.WORD) {
            return Optional.empty();
        }
        String word = Identifier.key(token.text());
        boolean called = index + 1 < tokens.size() && tokens.get(index + 1).is("(");
        if (!called) {
            return WORDS.contains(word) ? Optional.of(token.text()) : Optional.empty();
        }
        boolean impure =
                FUNCTIONS.contains(word)
                        || (DATE_FUNCTIONS.contains(word) && asksForPresent(tokens, index + 1));
        return impure ? Optional.of(token.text() + "()") : Optional.empty();
    }

    /** Without a time these functions take the present; strftime has a format before it. */
    private static boolean asksForPresent(List<SqlToken> tokens, int open) {
        int depth = 0;
        int arguments = 0;
        for (int i = open; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0) {
                break;
            }
            if (token.kind() == Kind.STRING && PRESENT.contains(Identifier.key(token.unquoted()))) {
                return true;
            }
            arguments += i == open + 1 || (depth == 1 && token.is(",")) ? 1 : 0;
        }
        boolean format = Identifier.same(tokens.get(open - 1).text(), "strftime");
        return arguments < (format ? 2 : 1);
    }
}
