package dev.cairn.index.extract;

import java.util.List;

/**
 * A name that a file uses, once for each thing it is used as and each receiver it is written with.
 *
 * @param name the name
 * @param kind what it is used as
 * @param receiver what is written before it, such as {@code store} in {@code store.load()}; empty
 *     if nothing is, {@value #EXPRESSION} if it is neither a name nor a path of names
 * @param places where it is used, in the order of the text
 */
public record SymbolUse(String name, Kind kind, String receiver, List<Place> places) {

    /** Stands for a receiver that is more than names. */
    public static final String EXPRESSION = "?";

    public SymbolUse {
        places = List.copyOf(places);
    }

    /** What a name is used as. The codes are stored and never change. */
    public enum Kind {
        CALL(1),
        TYPE(2),
        NAME(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** Returns the number under which the database has the kind. */
        public int code() {
            return code;
        }
    }

    /**
     * Where a name is used.
     *
     * @param line the line, counted from 1
     * @param column the column in UTF-16 units, counted from 1
     * @param definition the index of the innermost definition around it in the file's list, or -1
     */
    public record Place(int line, int column, int definition) {}
}
