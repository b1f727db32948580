package dev.cairn.index.search;

/** A query that has no sense; the message says what is wrong, and where. */
public final class QuerySyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    QuerySyntaxException(String query, int position, String message) {
        super(
                "cannot search for '"
                        + query
                        + "': "
                        + message
                        + " (at character "
                        + (position + 1)
                        + ")");
        this.position = position;
    }

    /** Returns where in the query it is, as an offset in UTF-16 units. */
    public int position() {
        return position;
    }
}
