package dev.cairn.database.migration.source;

/** A numbered change to a database. */
public sealed interface Migration permits SqlMigration, ClassMigration {

    /** Returns the version; at least 1. */
    long version();

    /** Returns the name, such as {@code initial_schema}. */
    String name();

    /** Returns what it does, in words. */
    String description();

    /** Returns the SHA-256 of what it does, in hexadecimal. */
    String checksum();

    /** Returns whether there is a way back. */
    boolean reversible();

    /** Returns where it is, for messages. */
    String location();

    /** Returns {@code V001__initial_schema}. */
    default String label() {
        return label(version(), name());
    }

    /** Returns {@code V001__initial_schema} for that version and name. */
    static String label(long version, String name) {
        return "V%03d__%s".formatted(version, name);
    }
}
