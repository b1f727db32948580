package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;

/** A driver of the process that owns the database; it knows the engine that it is connected to. */
public interface EngineDriver extends DatabaseDriver {

    /** Returns the engine. */
    Engine engine();
}
