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
    /** What types have in common: of Rust, Scala and PHP. */
    TRAIT,
    /** A type with one value: of Kotlin and Scala. */
    OBJECT,
    /** A type by another name, or a type that is none of the others. */
    TYPE,
    /** A namespace inside a file. */
    MODULE,
    FUNCTION,
    METHOD,
    CONSTRUCTOR,
    FIELD,
    CONSTANT,
    VARIABLE,
    MACRO,
    /** A heading of a document. */
    HEADING;

    /** Returns the name under which the index and its users know the kind. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of that name, if there is one. */
    public static Optional<DefinitionKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Returns whether members of it can be seen wherever it can. */
    public boolean isScope() {
        return switch (this) {
            case CLASS,
                    INTERFACE,
                    ENUM,
                    RECORD,
                    ANNOTATION,
                    STRUCT,
                    TRAIT,
                    OBJECT,
                    TYPE,
                    MODULE,
                    HEADING ->
                    true;
            case FUNCTION, METHOD, CONSTRUCTOR, FIELD, CONSTANT, VARIABLE, MACRO -> false;
        };
    }
}
