package dev.cairn.index.extract;

/**
 * A name that a file uses, once for each thing it is used as and each receiver it is written with.
 *
 * @param name the name
 * @param kind what it is used as
 * @param receiver what is written before it, such as {@code store} in {@code store.load()}; empty
 *     if nothing is, {@value #EXPRESSION} if it is neither a name nor a path of names
 * @param places where it is used
 */
public record SymbolUse(String name, Kind kind, String receiver, UsePlaces places) {

    /** Stands for a receiver that is more than names. */
    public static final String EXPRESSION = "?";

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
}
