package dev.cairn.schema;

import java.util.Locale;

/**
 * The kinds of things that a schema has: objects, and the parts of a table. Code for one engine or
 * for tables treats all other kinds alike, so a new kind costs an edit only where it is handled.
 */
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
    /** A namespace of a database, which SQL calls a schema. */
    NAMESPACE,
    EXTENSION,
    TYPE,
    DOMAIN,
    SEQUENCE,
    FUNCTION,
    MATERIALIZED_VIEW,
    /** A constraint that forbids two rows by operators other than equality. */
    EXCLUSION,
    /** A rule of row-level security. */
    POLICY,
    /** A rewrite rule. */
    RULE,
    EVENT_TRIGGER,
    /** Statistics over several columns. */
    STATISTICS,
    /** An object that could not be understood. */
    OPAQUE;

    /** Returns whether this is a constraint of a table. */
    public boolean isConstraint() {
        return switch (this) {
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, NOT_NULL, EXCLUSION -> true;
            default -> false;
        };
    }

    /** Returns the kind of an object. */
    public static ObjectKind of(SchemaObject schemaObject) {
        return switch (schemaObject) {
            case Table ignored -> TABLE;
            case VirtualTable ignored -> VIRTUAL_TABLE;
            case Index ignored -> INDEX;
            case View ignored -> VIEW;
            case Trigger ignored -> TRIGGER;
            case OpaqueObject ignored -> OPAQUE;
            case EngineObject object -> object.kind();
        };
    }

    /** Returns the kind in words, such as {@code virtual table}. */
    public String words() {
        return this == NAMESPACE ? "schema" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
