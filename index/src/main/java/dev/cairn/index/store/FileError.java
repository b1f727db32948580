package dev.cairn.index.store;

import java.util.Locale;
import java.util.Optional;

/**
 * What could not be indexed of a file or folder.
 *
 * @param kind what failed
 * @param message what a person should know
 * @param line the line it is on, counted from 1, if it is on one
 */
public record FileError(Kind kind, String message, Optional<Integer> line) {

    /** What failed. */
    public enum Kind {
        /** It could not be read. */
        READ,
        /** It is no valid text in its encoding. */
        ENCODING,
        /** It does not follow the grammar of its language. */
        SYNTAX,
        /** Its parser did not end, or took too much memory. */
        PARSER;

        /** Returns the name under which the index and its users know the kind. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
