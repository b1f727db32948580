package dev.cairn.database.version;

import dev.cairn.database.DatabaseDriver;

/**
 * A change of data that is written in Java. It is found by its class name, has a public constructor
 * without parameters, and runs inside the transaction that changes the schema: what it does is kept
 * or undone with everything else. It must not begin or end a transaction.
 */
@FunctionalInterface
public interface DataMigration {

    /**
     * Changes the data.
     *
     * @param driver the conversation whose transaction is open
     */
    void migrate(DatabaseDriver driver);
}
