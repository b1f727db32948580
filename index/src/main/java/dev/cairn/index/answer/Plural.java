package dev.cairn.index.answer;

/** Numbers of things in words. */
public final class Plural {

    private Plural() {}

    /** Returns such as {@code 1 file} or {@code 1,200 files}. */
    public static String of(long count, String thing) {
        return count == 1 ? "1 " + thing : IndexState.number(count) + " " + thing + "s";
    }
}
