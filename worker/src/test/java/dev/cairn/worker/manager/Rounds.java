package dev.cairn.worker.manager;

/** How long the random tests run. */
public final class Rounds {

    private static final boolean LONG = Boolean.getBoolean("cairn.long");

    private Rounds() {}

    /** Returns the usual number, or the other with {@code -Dcairn.long=true}. */
    public static int of(int usual, int full) {
        return LONG ? full : usual;
    }
}
