package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.BackupContent;
import dev.cairn.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** What writes a database into a file and reads it back. */
sealed interface CopyMeans permits OwnCopy, DumpProgram {

    /** Returns the name that manifests know it by. */
    String name();

    /** Returns whether it copies all that the database has. */
    boolean suits(DatabaseDriver driver);

    /**
     * Writes a database.
     *
     * @param driver in a transaction that sees one moment
     */
    void write(PostgresDriver driver, Connection connection, Path target, ProgressListener progress)
            throws SQLException, IOException;

    /**
     * Makes the objects and rows of a copy in an empty database.
     *
     * @return what the copy says of the result
     */
    Restored read(
            PostgresSource source, Connection connection, Path copy, ProgressListener progress)
            throws SQLException, IOException;

    /** Compares a database that was just made with its copy. */
    interface Restored {

        /** Returns what the database holds; what is not as in the copy is among the faults. */
        BackupContent compare(Connection connection, Schema schema)
                throws SQLException, IOException;
    }
}
