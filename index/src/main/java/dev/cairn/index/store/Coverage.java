package dev.cairn.index.store;

import java.util.Locale;

/** How much of a file's content the index knows. */
public enum Coverage {
    /** Its definitions, imports and references, and its text. */
    FULL,
    /** Its text: its language has no grammar, or its parser did not end. */
    TEXT,
    /** Its name: it is too large, or no text. */
    NAME;

    /** Returns the name under which the index and its users know it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the coverage of that name. */
    public static Coverage named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
