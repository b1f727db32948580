package dev.cairn.database;

/** The storage class of a value (https://www.sqlite.org/datatype3.html). */
public enum ValueType {
    NULL,
    INTEGER,
    REAL,
    TEXT,
    BLOB
}
