package dev.cairn.index.search.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a query is read. */
public enum SearchMode {
    /** By the query language, which also recognises questions, names and pasted code. */
    AUTO,
    /** As words in any order, of which not all need to be found. */
    QUESTION,
    /** As a text whose meaning is looked for, whatever it looks like. */
    MEANING,
    /** As the name of a definition, with {@code *} for any characters. */
    NAME,
    /** As text, each character as it is. */
    TEXT,
    /** As a regular expression. */
    REGEX;

    /** Returns the name that users write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the mode of that name, if there is one. */
    public static Optional<SearchMode> named(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }
}
