package dev.cairn.schema;

import java.util.Locale;

/** The kinds of things that a schema has: objects, and the parts of a table. */
public enum ObjectKind {
    TABLE,
    COLUMN,
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    FOREIGN_KEY,
    /** The NOT NULL of a column. */
    NOT_NULL,
    VIRTUAL_TABLE,
    INDEX,
    VIEW,
    TRIGGER,
    /** An object that could not be understood. */
    OPAQUE;

    /** Returns whether this is a constraint of a table. */
    public boolean isConstraint() {
        return switch (this) {
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, NOT_NULL -> true;
            case TABLE, COLUMN, VIRTUAL_TABLE, INDEX, VIEW, TRIGGER, OPAQUE -> false;
        };
    }

    /** Returns the kind of an object. */
    public static ObjectKind of(SchemaObject object) {
        return switch (object) {
            case Table ignored -> TABLE;
            case VirtualTable ignored -> VIRTUAL_TABLE;
            case Index ignored -> INDEX;
            case View ignored -> VIEW;
            case Trigger ignored -> TRIGGER;
            case OpaqueObject ignored -> OPAQUE;
        };
    }

    /** Returns the kind in words, such as {@code virtual table}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
