package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;

/** A database that begins empty and is removed when it is closed. */
public interface EmptyDatabase extends AutoCloseable {

    /** Returns the driver to work through. */
    DatabaseDriver driver();

    @Override
    void close();
}
