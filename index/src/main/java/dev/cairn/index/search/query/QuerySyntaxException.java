package dev.cairn.index.search.query;

import dev.cairn.index.answer.AnswerText;

/** A query that is invalid; the message says what is wrong, and where. */
public final class QuerySyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * Makes an exception.
     *
     * @param position where in the query it is, as an offset in UTF-16 units
     */
    public QuerySyntaxException(String query, int position, String message) {
        super(
                "cannot search for '%s': %s (at character %d)"
                        .formatted(AnswerText.quoted(query), message, position + 1));
        this.position = position;
    }

    /** Makes an exception of what is not in the query, such as a restriction given with it. */
    public QuerySyntaxException(String message) {
        super("cannot search: " + message);
        this.position = 0;
    }

    /** Returns where in the query it is, as an offset in UTF-16 units. */
    public int position() {
        return position;
    }
}
