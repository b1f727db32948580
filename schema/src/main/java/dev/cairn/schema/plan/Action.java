package dev.cairn.schema.plan;

/** What a step does to its object. */
public enum Action {
    CREATE,
    DROP,
    RENAME,
    /** Adds a part to a table. */
    ADD,
    /** Makes a column NOT NULL. */
    SET,
    /** Writes values: of a column, or of an index that is filled. */
    FILL,
    /** Changes an object in place. */
    ALTER,
    /** Makes an object again under its name, with what it holds. */
    REBUILD
}
