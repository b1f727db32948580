package dev.cairn.database.verify;

import java.util.List;

/**
 * The health of a database.
 *
 * @param healthy whether no check failed
 * @param checks what was checked, in order
 * @param durationMillis how long all of it took
 */
public record VerifyResult(boolean healthy, List<Check> checks, long durationMillis) {

    public VerifyResult {
        checks = List.copyOf(checks);
    }

    /** Returns the health that these checks show. */
    static VerifyResult of(List<Check> checks, long durationMillis) {
        return new VerifyResult(
                checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED),
                checks,
                durationMillis);
    }

    /**
     * One check.
     *
     * @param name what was checked: {@code integrity}, {@code foreign-keys}, {@code full-text},
     *     {@code views}, {@code triggers}, {@code structure} or {@code backups}
     * @param outcome how it ended
     * @param summary one line for people
     * @param findings what is wrong, one line each, at most {@value #MAXIMUM_FINDINGS}
     * @param durationMillis how long it took
     */
    public record Check(
            String name,
            Outcome outcome,
            String summary,
            List<String> findings,
            long durationMillis) {

        /** How many findings of one check are listed; its summary gives the count. */
        public static final int MAXIMUM_FINDINGS = 100;

        public Check {
            findings = List.copyOf(findings);
        }
    }

    /** How a check ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** There was nothing to check, or it was not asked for. */
        SKIPPED
    }
}
