package dev.cairn.schema.compare;

/**
 * What counts as a difference.
 *
 * @param strictOrder whether the order of columns counts even where only {@code SELECT *} sees it
 */
public record ComparisonOptions(boolean strictOrder) {

    /** Returns options under which the order of columns does not count. */
    public static ComparisonOptions usual() {
        return new ComparisonOptions(false);
    }
}
