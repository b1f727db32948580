package dev.cairn.schema;

/** The ON CONFLICT clause of a constraint (https://www.sqlite.org/lang_conflict.html). */
public enum ConflictAction {
    /** No clause, or ON CONFLICT ABORT, which is the default. */
    ABORT,
    ROLLBACK,
    FAIL,
    IGNORE,
    REPLACE
}
