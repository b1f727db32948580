package dev.cairn.index.search.query;

/**
 * A piece of a query between spaces; quotes and the slashes of patterns hold spaces together.
 *
 * @param kind what it looks like
 * @param text the text without the marks of its kind
 * @param field the field of {@code FIELD}
 * @param negated whether a {@code -} stands before it
 * @param start where it begins in the query
 * @param end where it ends
 */
record Token(Kind kind, String text, Field field, boolean negated, int start, int end) {

    enum Kind {
        /** An identifier or word. */
        WORD,
        /** A word with {@code *} at its end. */
        PREFIX,
        /** A word with a comma or the end of a sentence behind it. */
        PROSE,
        /** A name with what is around it. */
        QUALIFIED,
        QUOTED,
        REGEX,
        FIELD,
        /** Anything else: code, a path, a number with a point. */
        CODE
    }
}
