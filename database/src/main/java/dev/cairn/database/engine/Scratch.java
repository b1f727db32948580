package dev.cairn.database.engine;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.Schema;

/** An empty database in which a definition is executed to be read back. */
public interface Scratch extends AutoCloseable {

    /**
     * Runs one statement.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_DEFINITION} and the engine's
     *     own words if the engine refuses it
     */
    void execute(String sql);

    /** Returns the schema that the statements have made. */
    Schema inspect();

    @Override
    void close();
}
