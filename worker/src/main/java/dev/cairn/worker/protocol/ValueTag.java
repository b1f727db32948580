package dev.cairn.worker.protocol;

/** The byte before a value that says what it is; the storage classes of SQLite. */
final class ValueTag {

    static final int NULL = 0;
    static final int INTEGER = 1;
    static final int REAL = 2;
    static final int TEXT = 3;
    static final int BLOB = 4;

    private ValueTag() {}
}
