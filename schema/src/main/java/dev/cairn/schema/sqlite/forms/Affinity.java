package dev.cairn.schema.sqlite.forms;

import java.util.Locale;

/**
 * What a column does to a value that is stored in it (https://www.sqlite.org/datatype3.html section
 * 3).
 */
public enum Affinity {
    TEXT,
    NUMERIC,
    INTEGER,
    REAL,
    /** Values are stored as they come. */
    NONE;

    /** Returns the affinity that a declared type gives, in a STRICT table or another. */
    public static Affinity of(String type, boolean strict) {
        String upper = type.toUpperCase(Locale.ROOT);
        if (strict && upper.equals("ANY")) {
            return NONE;
        }
        if (upper.contains("INT")) {
            return INTEGER;
        }
        if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
            return TEXT;
        }
        if (upper.isEmpty() || upper.contains("BLOB")) {
            return NONE;
        }
        if (upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB")) {
            return REAL;
        }
        return NUMERIC;
    }
}
