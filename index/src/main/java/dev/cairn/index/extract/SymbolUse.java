package dev.cairn.index.extract;

import java.util.Locale;

/**
 * A name that a file uses.
 *
 * @param name the name
 * @param kind what it is used as
 * @param uses how often
 * @param line the line of the first use, counted from 1
 */
public record SymbolUse(String name, Kind kind, int uses, int line) {

    /** What a name is used as. */
    public enum Kind {
        CALL,
        TYPE;

        /** Returns the name under which the index and its users know the kind. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
