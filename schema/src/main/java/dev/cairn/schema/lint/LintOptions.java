package dev.cairn.schema.lint;

import java.util.Set;

/**
 * What the linter looks at.
 *
 * @param ignored rules that are not applied
 * @param manyRows from how many rows on a step that reads or writes all of them is worth a finding
 */
public record LintOptions(Set<LintRule> ignored, long manyRows) {

    private static final long USUAL_MANY_ROWS = 100_000;

    public LintOptions {
        ignored = Set.copyOf(ignored);
        if (manyRows < 0) {
            throw new IllegalArgumentException("manyRows is " + manyRows + ", not at least 0");
        }
    }

    /** Returns options that apply every rule and call 100,000 rows many. */
    public static LintOptions usual() {
        return new LintOptions(Set.of(), USUAL_MANY_ROWS);
    }
}
