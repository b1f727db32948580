package dev.cairn.server.output;

/** Numbers of things in words. */
public final class Plural {

    private Plural() {}

    /** Returns such as {@code 1 file} or {@code 12 files}. */
    public static String of(long count, String thing) {
        return count == 1 ? "1 " + thing : count + " " + thing + "s";
    }
}
