package dev.cairn.index.search;

import dev.cairn.index.extract.IdentifierParts;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a query as people write it and gives it in the language of FTS5
 * (https://www.sqlite.org/fts5.html#full_text_query_syntax). Nothing of the query reaches FTS5
 * unquoted, so that only this class decides what a character means.
 *
 * <pre>
 * any   = all { "OR" all }
 * all   = item { [ "AND" ] item }
 * item  = [ "NOT" ] ( "(" any ")" | '"' phrase '"' | word [ "*" ] )
 * </pre>
 */
final class QueryParser {

    private static final int MAX_DEPTH = 50;

    private final String query;
    private final String partsColumn;
    private int position;
    private int depth;

    private QueryParser(String query, String partsColumn) {
        this.query = query;
        this.partsColumn = partsColumn;
    }

    /**
     * Returns the query for FTS5.
     *
     * @param partsColumn the column that has the words of which names are made, in their order
     * @throws QuerySyntaxException if the query has no sense
     */
    static String parse(String query, String partsColumn) {
        QueryParser parser = new QueryParser(query, partsColumn);
        String expression = parser.any();
        if (!parser.atEnd()) {
            throw parser.error(parser.position, "')' closes nothing");
        }
        return expression;
    }

    private String any() {
        List<String> alternatives = new ArrayList<>();
        do {
            alternatives.add(all());
        } while (take("OR"));
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : "(" + String.join(" OR ", alternatives) + ")";
    }

    private String all() {
        int start = position;
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        boolean joined = false;
        while (!atEnd() && peek() != ')' && !isNext("OR")) {
            if (isNext("AND") && (joined || wanted.isEmpty())) {
                throw error(position, "'AND' has nothing before it");
            }
            joined = take("AND");
            if (!joined) {
                (take("NOT") ? unwanted : wanted).add(item());
            }
        }
        if (joined) {
            throw error(position, "'AND' has nothing behind it");
        }
        if (wanted.isEmpty()) {
            throw error(start, emptiness(unwanted));
        }
        String all =
                wanted.size() == 1 ? wanted.getFirst() : "(" + String.join(" AND ", wanted) + ")";
        for (String some : unwanted) {
            all = "(" + all + " NOT " + some + ")";
        }
        return all;
    }

    private static String emptiness(List<String> unwanted) {
        return unwanted.isEmpty()
                ? "a word or a phrase is missing"
                : "there is only something to leave out and nothing to look for";
    }

    private String item() {
        if (atEnd()) {
            throw error(position, "'NOT' has nothing behind it");
        }
        return switch (peek()) {
            case '(' -> group();
            case '"' -> phrase();
            default -> word();
        };
    }

    private String group() {
        int start = position++;
        if (++depth > MAX_DEPTH) {
            throw error(start, "parentheses are nested more than " + MAX_DEPTH + " deep");
        }
        String inside = any();
        if (atEnd()) {
            throw error(start, "'(' is not closed");
        }
        position++;
        depth--;
        return inside;
    }

    private String phrase() {
        int start = position;
        int end = query.indexOf('"', start + 1);
        if (end < 0) {
            throw error(start, "the quote is not closed");
        }
        position = end + 1;
        String text = query.substring(start + 1, end);
        requireText(text, start);
        return quoted(text) + (take('*') ? " *" : "");
    }

    private String word() {
        int start = position;
        while (position < query.length() && isWordCharacter(query.charAt(position))) {
            position++;
        }
        String word = query.substring(start, position);
        requireText(word, start);
        if (take('*')) {
            return quoted(word) + " *";
        }
        List<String> parts = IdentifierParts.of(word);
        if (parts.size() < 2) {
            return quoted(word);
        }
        String apart = partsColumn + " : " + quoted(String.join(" ", parts));
        return "(" + quoted(word) + " OR " + apart + ")";
    }

    private static boolean isWordCharacter(char c) {
        return !Character.isWhitespace(c) && "()\"*".indexOf(c) < 0;
    }

    private void requireText(String text, int start) {
        if (text.codePoints().noneMatch(QueryParser::isIndexed)) {
            throw error(start, "'" + text + "' has no letter or digit to look for");
        }
    }

    private static boolean isIndexed(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private boolean atEnd() {
        while (position < query.length() && Character.isWhitespace(query.charAt(position))) {
            position++;
        }
        return position == query.length();
    }

    private char peek() {
        return query.charAt(position);
    }

    /** Operators are written in capitals, so that "and" and "or" are words like any other. */
    private boolean isNext(String operator) {
        int end = position + operator.length();
        return !atEnd()
                && query.startsWith(operator, position)
                && (end >= query.length() || !isWordCharacter(query.charAt(end)));
    }

    private boolean take(String operator) {
        boolean next = isNext(operator);
        position += next ? operator.length() : 0;
        return next;
    }

    private boolean take(char c) {
        boolean next = position < query.length() && query.charAt(position) == c;
        position += next ? 1 : 0;
        return next;
    }

    private QuerySyntaxException error(int at, String message) {
        return new QuerySyntaxException(query, at, message);
    }
}
