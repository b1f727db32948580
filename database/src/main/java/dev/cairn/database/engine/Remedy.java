package dev.cairn.database.engine;

/**
 * What was found, and how it is put right if there is only one way to do so.
 *
 * @param finding what was found
 * @param work what puts it right, inside a transaction; does nothing if the finding is not certain
 */
public record Remedy(Finding finding, Runnable work) {

    public Remedy {
        work = finding.certain() ? work : () -> {};
    }

    /** Returns what only a person can decide. */
    public static Remedy none(Finding finding) {
        return new Remedy(finding, () -> {});
    }
}
