package dev.cairn.index.search.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a query can restrict with {@code field:value}. */
public enum Field {
    NAME("name"),
    KIND("kind"),
    LANGUAGE("lang", "language"),
    PATH("path", "file"),
    TAG("tag"),
    PROJECT("project"),
    DATASET("dataset");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Field(String... names) {
        this.names = List.of(names);
    }

    /** Returns the name that users write first of all. */
    public String id() {
        return names.getFirst();
    }

    /** Returns the field that users write so. */
    static Optional<Field> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(field -> field.names.contains(lower)).findFirst();
    }

    /** Returns the names of all fields. */
    static List<String> allNames() {
        List<String> all = new ArrayList<>();
        for (Field field : values()) {
            all.addAll(field.names);
        }
        return all;
    }
}
