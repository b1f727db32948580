package dev.cairn.index.answer;

/**
 * How many hits there are on all pages.
 *
 * @param count the number
 * @param exact whether there are not more: candidates and time are bounded
 */
public record Total(long count, boolean exact) {

    /** Returns the number as a person reads it. */
    @Override
    public String toString() {
        return (exact ? "" : "more than ") + IndexState.number(count);
    }

    /** Returns such as {@code 1 file} or {@code more than 12 files}. */
    public String of(String thing) {
        return exact ? Plural.of(count, thing) : this + " " + thing + "s";
    }

    /** Returns the sum of two totals of different things. */
    public Total plus(Total other) {
        return new Total(count + other.count, exact && other.exact);
    }
}
