package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.schema.SchemaDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How an engine finds what aborted changes left behind. */
public interface Repairs {

    /**
     * Returns what to look for, in order. What a survey finds may depend on what those before it
     * have put right, so each is asked only when the remedies of those before it have run.
     *
     * @param definition the schema that the database should have, if it is known
     */
    List<Supplier<List<Remedy>>> surveys(
            DatabaseDriver driver, Optional<SchemaDefinition> definition);

    /**
     * Returns what of the {@link #surveys} finds aborted work without reading the whole database,
     * in order.
     *
     * @param definition the schema that the database should have, if it is known
     */
    List<Supplier<List<Remedy>>> surveysOfInterruptedWork(
            DatabaseDriver driver, Optional<SchemaDefinition> definition);

    /**
     * Returns the tables that an aborted rebuild left under another name. A sync asks for them
     * before it creates the tables again, with their rows out of sight.
     */
    List<Remedy> interruptedRebuilds(DatabaseDriver driver, SchemaDefinition definition);

    /** Removes files that aborted work left next to the database; called after the transaction. */
    void removeFiles(DatabaseDriver driver);
}
