package dev.cairn.index.search.query;

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
                        .formatted(query, message, position + 1));
        this.position = position;
    }

    /** Returns where in the query it is, as an offset in UTF-16 units. */
    public int position() {
        return position;
    }
}
