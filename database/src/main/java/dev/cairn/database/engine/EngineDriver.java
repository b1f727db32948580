package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;

/** A driver of the process that owns the database; it knows the engine that it is connected to. */
public interface EngineDriver extends DatabaseDriver {

    /** Returns the engine. */
    Engine engine();

    /** Returns whether the database was opened to be read only, so that nothing can be written. */
    default boolean readOnly() {
        return false;
    }

    /**
     * Returns a copy of the database that can be changed without harm and is removed when closed.
     */
    EmptyDatabase copyForWriting(ProgressListener progress);
}
