package dev.cairn.index.extract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a definition defines. */
public enum DefinitionKind {
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION,
    STRUCT,
    /** A type by another name, or a type that is none of the others. */
    TYPE,
    /** A namespace inside a file. */
    MODULE,
    FUNCTION,
    METHOD,
    CONSTRUCTOR,
    FIELD,
    CONSTANT,
    VARIABLE;

    /** Returns the name under which the index and its users know the kind. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of that name, if there is one. */
    public static Optional<DefinitionKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Returns whether members of it can be seen wherever it can. */
    boolean isScope() {
        return switch (this) {
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION, STRUCT, TYPE, MODULE -> true;
            case FUNCTION, METHOD, CONSTRUCTOR, FIELD, CONSTANT, VARIABLE -> false;
        };
    }
}
