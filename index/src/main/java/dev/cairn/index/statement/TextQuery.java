package dev.cairn.index.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes an expression of FTS5 as a query of PostgreSQL
 * (https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY). Of FTS5 it
 * knows what the index uses: texts in quotes, {@code *} behind one, AND, OR, NOT, parentheses, and
 * {@code entity_name :} before an expression.
 */
final class TextQuery {

    private static final String NAMES = "entity_name :";

    private final String expression;
    private final StringBuilder query = new StringBuilder();
    private int position;
    private String weight = "";

    private TextQuery(String expression) {
        this.expression = expression;
    }

    static String ofExpression(String expression) {
        boolean names = expression.startsWith(NAMES);
        TextQuery query = new TextQuery(names ? expression.substring(NAMES.length()) : expression);
        query.weight = names ? "A" : "";
        query.write();
        return query.query.toString();
    }

    private void write() {
        while (position < expression.length()) {
            char c = expression.charAt(position);
            if (c == '"') {
                text();
            } else if (Character.isLetter(c)) {
                operator();
            } else {
                query.append(c);
                position++;
            }
        }
    }

    private void operator() {
        int end = position;
        while (end < expression.length() && Character.isLetter(expression.charAt(end))) {
            end++;
        }
        String word = expression.substring(position, end);
        query.append(
                switch (word) {
                    case "AND" -> "&";
                    case "OR" -> "|";
                    case "NOT" -> "& !";
                    default ->
                            throw new IllegalArgumentException(
                                    "'" + word + "' is not an operator of a search");
                });
        position = end;
    }

    /** A text of several words, such as one with accents, must have all of them. */
    private void text() {
        StringBuilder text = new StringBuilder();
        position++;
        while (position < expression.length()) {
            char c = expression.charAt(position++);
            if (c == '"') {
                if (position < expression.length() && expression.charAt(position) == '"') {
                    position++;
                } else {
                    break;
                }
            }
            text.append(c);
        }
        boolean prefix = expression.startsWith(" *", position);
        position += prefix ? 2 : 0;
        List<String> words = new ArrayList<>();
        for (String word : PostgresStatements.plain(text.toString()).split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(lexeme(word, prefix));
            }
        }
        query.append(words.isEmpty() ? lexeme("\u0001", false) : String.join(" & ", words));
    }

    private String lexeme(String word, boolean prefix) {
        // FTS5 takes the stem of a prefix too: parse* also finds parsing.
        String stem = PorterStemmer.stem(word);
        String marks = (prefix ? "*" : "") + weight;
        return "'"
                + stem.replace("'", "''").replace("\\", "\\\\")
                + "'"
                + (marks.isEmpty() ? "" : ":" + marks);
    }
}
