package dev.cairn.database;

/**
 * How much the seeded random, crash and soak tests do, in all modules: a few rounds in {@code mvn
 * verify}, so that people run it; more with {@code -Dcairn.thorough=true}, which continuous
 * integration sets; everything with {@code -Dcairn.long=true}.
 */
public final class Rounds {

    private static final boolean THOROUGH = Boolean.getBoolean("cairn.thorough");
    private static final boolean LONG = Boolean.getBoolean("cairn.long");

    private Rounds() {}

    /** Returns the number for this run. */
    public static int of(int few, int thorough, int all) {
        if (LONG) {
            return all;
        }
        return THOROUGH ? thorough : few;
    }

    /** Returns whether the long forms run. */
    public static boolean areLong() {
        return LONG;
    }
}
