package dev.cairn.database.repair;

import dev.cairn.database.repair.RepairResult.Finding;

/**
 * What was found, and how it is put right if there is only one way to do so.
 *
 * @param finding what was found
 * @param work what puts it right, inside a transaction; does nothing if the finding is not certain
 */
record Remedy(Finding finding, Runnable work) {

    Remedy {
        work = finding.certain() ? work : () -> {};
    }

    /** Returns what only a person can decide. */
    static Remedy none(Finding finding) {
        return new Remedy(finding, () -> {});
    }
}
