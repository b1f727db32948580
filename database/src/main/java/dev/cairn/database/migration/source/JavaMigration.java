package dev.cairn.database.migration.source;

import dev.cairn.database.DatabaseDriver;

/**
 * A migration that is written in Java. An implementation is public and has a public constructor
 * without parameters.
 *
 * <p>Both directions run inside a transaction that is already open: they must not begin, commit or
 * roll back, and what they throw rolls the transaction back.
 */
public interface JavaMigration {

    /** Returns the version, which shares one numbering with the SQL files; at least 1. */
    long version();

    /** Returns the name in the form that a file has, such as {@code split_names}. */
    String name();

    /**
     * Returns a text that changes whenever the migration does something else than before. It stands
     * for the content that a file has: once the migration has run, another text is an edit.
     */
    String revision();

    /** Changes the database. */
    void up(DatabaseDriver database);

    /** Returns whether {@link #down} can undo {@link #up}. */
    default boolean reversible() {
        return false;
    }

    /** Undoes what {@link #up} did. */
    default void down(DatabaseDriver database) {
        throw new UnsupportedOperationException("there is no way back");
    }
}
