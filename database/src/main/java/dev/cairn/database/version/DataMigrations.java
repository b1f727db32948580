package dev.cairn.database.version;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.VersionMigration.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The changes of data that a definition brings along: those whose version lies after the recorded
 * one and not after the declared one, each run once, in the order of their versions.
 *
 * <p>A database without a recorded version gets none of them: it was never at a version that they
 * start from.
 */
public final class DataMigrations {

    private final List<VersionMigration> pending;

    private DataMigrations(List<VersionMigration> pending) {
        this.pending = pending;
    }

    /**
     * Returns what is to be run.
     *
     * @param recorded the version recorded in the database, if any
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_DEFINITION} if a version or a
     *     class is invalid
     */
    public static DataMigrations between(Optional<String> recorded, SchemaDefinition definition) {
        if (recorded.isEmpty() || definition.version().isEmpty()) {
            return new DataMigrations(List.of());
        }
        SchemaVersion from = version(recorded.get());
        SchemaVersion to = version(definition.version());
        DataMigrations migrations =
                new DataMigrations(
                        definition.migrations().stream()
                                .filter(migration ->
                                        version(migration.version()).compareTo(from) > 0)
                                .filter(migration ->
                                        version(migration.version()).compareTo(to) <= 0)
                                .sorted(
                                        Comparator.comparing(
                                                migration -> version(migration.version())))
                                .toList());
        migrations.pending.forEach(migration -> migration.method().ifPresent(DataMigrations::load));
        return migrations;
    }

    private static SchemaVersion version(String text) {
        try {
            return SchemaVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_DEFINITION, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns what is to be run, in order. */
    public List<VersionMigration> pending() {
        return pending;
    }

    /** Returns one sentence for each migration of a phase. */
    public List<String> describe(Phase phase) {
        return pending.stream()
                .filter(migration -> migration.phase() == phase)
                .map(migration -> "migrate data to version " + migration.version())
                .toList();
    }

    /**
     * Runs those of a phase in the transaction that is open.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#MIGRATION_FAILED}, naming version and
     *     statement, if one fails
     */
    public void run(Phase phase, DatabaseDriver driver) {
        pending.stream()
                .filter(migration -> migration.phase() == phase)
                .forEach(migration -> run(migration, driver));
    }

    private static void run(VersionMigration migration, DatabaseDriver driver) {
        int number = 0;
        for (String statement : migration.statements()) {
            number++;
            runStatement(migration, number, statement, driver);
        }
        migration.method().ifPresent(name -> runMethod(migration, name, driver));
    }

    private static void runStatement(
            VersionMigration migration, int number, String statement, DatabaseDriver driver) {
        try {
            driver.execute(statement);
        } catch (DatabaseException e) {
            throw failed(
                    migration,
                    "statement " + number + " (" + shortened(statement) + "): " + e.getMessage(),
                    e);
        }
    }

    private static void runMethod(
            VersionMigration migration, String className, DatabaseDriver driver) {
        try {
            load(className).migrate(driver);
        } catch (RuntimeException e) {
            throw failed(migration, "class " + className + ": " + e.getMessage(), e);
        }
    }

    private static DataMigration load(String className) {
        try {
            return Class.forName(className, true, classLoader())
                    .asSubclass(DataMigration.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_DEFINITION,
                    "cannot use '"
                            + className
                            + "' as a data migration: it must be on the class path, implement "
                            + DataMigration.class.getName()
                            + " and have a public constructor without parameters ("
                            + e
                            + ")",
                    e);
        }
    }

    private static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread != null ? ofThread : DataMigrations.class.getClassLoader();
    }

    private static DatabaseException failed(
            VersionMigration migration, String problem, RuntimeException cause) {
        return new DatabaseException(
                DatabaseErrorCode.MIGRATION_FAILED,
                "cannot migrate data to version "
                        + migration.version()
                        + ", nothing was changed: "
                        + problem,
                cause);
    }

    private static String shortened(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 79) + "\u2026";
    }
}
