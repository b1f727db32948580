package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one database engine does in its own way. An engine holds no connection: each method that
 * touches a database takes the driver to use.
 *
 * <p>A new engine implements this interface and a {@link DatabaseDriver} that is an {@link
 * EngineDriver}. Methods with a default are capabilities that it may leave out: the default says
 * that there is none ({@link #backupMethods} and {@link #repairs} are empty). Callers never ask
 * which engine they have.
 *
 * <p>Implementations that need no configuration are also found by their {@link DatabaseType}, by
 * {@link java.util.ServiceLoader}; see {@link Engines}.
 */
public interface Engine {

    /** Returns the engine of the database that a driver is connected to. */
    static Engine of(DatabaseDriver driver) {
        return driver instanceof EngineDriver own
                ? own.engine()
                : Engines.of(driver.information().type());
    }

    /** Returns which engine this is. */
    DatabaseType type();

    /** Returns the engine's rules for comparing and changing schemas. */
    Dialect dialect();

    /** Returns how the engine's SQL stands in definitions and migrations. */
    DefinitionRules definitionRules();

    /** Returns the words of the engine's SQL that Cairn's own tables need. */
    Bookkeeping bookkeeping();

    // --- places to try things out ---

    /**
     * Opens an empty database in which a definition is executed to be read back: the engine itself
     * decides what is valid and what it means.
     */
    Scratch openScratch();

    /**
     * Opens an empty database in which these statements will be executed, in this order. An engine
     * that remembers what they gave need not execute them again.
     */
    default Scratch openScratch(List<String> statements) {
        return openScratch();
    }

    /** Opens an empty database with a whole driver, for rehearsals and for running a history. */
    EmptyDatabase openEmptyDatabase();

    /**
     * Creates the objects of one database in another, without their rows. Objects that cannot be
     * used are taken over as they are stored.
     *
     * @throws DatabaseException if the engine would not create one of them again
     */
    void copyStructure(DatabaseDriver from, DatabaseDriver to);

    /**
     * Creates the objects of a schema that was just read from a database.
     *
     * @param live the schema of {@code from}
     */
    default void copyStructure(DatabaseDriver from, Schema live, DatabaseDriver to) {
        copyStructure(from, to);
    }

    // --- reading ---

    /** Returns whether there is a table of that name. */
    default boolean hasTable(DatabaseDriver driver, String table) {
        return !columns(driver, table).isEmpty();
    }

    /** Returns the columns of a table in order; none if there is no such table. */
    List<String> columns(DatabaseDriver driver, String table);

    /** Returns what a plan must know of the database beyond its schema. */
    DatabaseFacts facts(
            DatabaseDriver driver,
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences);

    /**
     * Returns a text that is another one after each commit of another connection. Where an engine
     * cannot know, it returns another text each time: the checks are then made again under the
     * lock.
     */
    String commitMark(DatabaseDriver driver);

    /**
     * Returns a text that is another one after each change of the structure, so that a structure
     * need not be read again while it stays the same; empty if only reading it can tell. It may
     * change without such a change.
     */
    default Optional<String> structureMark(DatabaseDriver driver) {
        return Optional.empty();
    }

    /**
     * Returns the views and triggers that cannot be used; none if the engine keeps them valid by
     * itself.
     */
    default BrokenObjects brokenObjects(DatabaseDriver driver) {
        return new BrokenObjects(List.of(), List.of(), 0, 0);
    }

    /**
     * Returns the rows of all tables whose foreign keys refer to nothing; none if the engine always
     * enforces foreign keys.
     */
    default ForeignKeyOrphans orphans(DatabaseDriver driver) {
        return new ForeignKeyOrphans("row");
    }

    /** Returns the rows of these tables whose foreign keys refer to nothing. */
    default ForeignKeyOrphans orphans(DatabaseDriver driver, Collection<String> tables) {
        return orphans(driver);
    }

    /**
     * Returns a line for each constraint of these tables that rows break already; none if the
     * engine always enforces them.
     */
    default List<String> contradictingRows(DatabaseDriver driver, Collection<String> tables) {
        return List.of();
    }

    /**
     * Returns the engine's own checks of a database's health, in the order in which they are run.
     *
     * @param quick whether to leave out what reads every index
     */
    default List<HealthCheck> healthChecks(DatabaseDriver driver, boolean quick) {
        return List.of();
    }

    /**
     * Returns the engine's own checks of one table or full-text index, which read it and nothing
     * else; none if the engine has no such checks.
     *
     * @param object the name of the table or index
     */
    default List<HealthCheck> healthChecks(DatabaseDriver driver, String object) {
        return List.of();
    }

    // --- changing ---

    /**
     * Does work that plans and makes a change of the structure, while no other process does. An
     * engine whose databases have one owner has nothing to do for that.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if another process is at it
     */
    default <T> T exclusively(DatabaseDriver driver, Supplier<T> work) {
        return work.get();
    }

    /** Runs a statement that must not be run in a transaction; it commits by itself. */
    default void executeOutside(DatabaseDriver driver, String sql) {
        driver.execute(sql);
    }

    /** Returns whether the engine refuses to run a statement of a migration in a transaction. */
    default boolean mustRunOutside(SqlScript.Statement statement) {
        return false;
    }

    /**
     * Runs work that may change the structure, in one transaction that is committed when the work
     * returns and rolled back when it throws. Constraints between tables are not enforced while it
     * runs, so the caller compares {@link #orphans} before and after.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#TRANSACTION_STATE} if a transaction
     *     is open already; whatever the work throws passes through
     */
    <T> T changeStructure(DatabaseDriver driver, Supplier<T> work);

    /**
     * Returns whether a plan need not be carried out on a copy first, because it is short and is
     * undone as a whole when one of its steps fails or its result is not the declared one.
     */
    default boolean isOwnRehearsal(SchemaPlan plan) {
        return false;
    }

    /** Returns why a migration must not hold a statement; empty if it may. */
    default Optional<String> forbiddenInMigration(SqlScript.Statement statement) {
        return Optional.empty();
    }

    // --- capabilities ---

    /** Returns the ways to back a database up, the usual one first; empty if there is none. */
    default List<BackupMethod> backupMethods() {
        return List.of();
    }

    /** Returns the backup method of that name. */
    default Optional<BackupMethod> backupMethod(String name) {
        return backupMethods().stream().filter(method -> method.name().equals(name)).findFirst();
    }

    /** Returns how leftovers of aborted changes are found and repaired. */
    default Optional<Repairs> repairs() {
        return Optional.empty();
    }
}
