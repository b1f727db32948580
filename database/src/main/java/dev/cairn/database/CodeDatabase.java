package dev.cairn.database;

import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;

/**
 * A database that is open: the only door to one. It picks who serves the configured type, has the
 * file or the worker made ready, hands out conversations, and ends all of it.
 *
 * <pre>{@code
 * try (CodeDatabase database = CodeDatabase.open(Path.of("notes.db"))) {
 *     database.ensureSchemaSynced(definition);
 *     database.driver().execute("INSERT INTO notes(text) VALUES (?)", "hello");
 * }
 * }</pre>
 */
public final class CodeDatabase implements AutoCloseable {

    private final DatabaseConfiguration configuration;
    private final DatabaseDriverProvider.DriverSource source;
    private final DatabaseDriver driver;
    private final OperationPolicy policy = new OperationPolicy(OperationPolicy.Limits.standard());

    private CodeDatabase(
            DatabaseConfiguration configuration, DatabaseDriverProvider.DriverSource source) {
        this.configuration = configuration;
        this.source = source;
        this.driver = source.openDriver();
    }

    /**
     * Opens a SQLite file that this process owns meanwhile, and creates it if it does not exist;
     * see {@link DatabaseConfiguration#ofFile}.
     *
     * @throws DatabaseException if the file is not a database, or another process owns it
     */
    public static CodeDatabase open(Path file) {
        return open(DatabaseConfiguration.ofFile(file));
    }

    /**
     * Opens a database, which is created if it does not exist. The schema is not touched.
     *
     * @throws DatabaseException if there is no driver for the type, the file is not a database, or
     *     another process owns it
     */
    public static CodeDatabase open(DatabaseConfiguration configuration) {
        return open(configuration, ServiceLoader.load(DatabaseDriverProvider.class));
    }

    /**
     * Opens a database as {@link #open(DatabaseConfiguration)} does, but with one of these
     * providers. To look for others in all jars of the class path takes as long as a short piece of
     * work on the database.
     *
     * @throws DatabaseException as the other does
     */
    public static CodeDatabase open(
            DatabaseConfiguration configuration, Iterable<DatabaseDriverProvider> providers) {
        return opened(configuration, best(configuration, providers).open(configuration));
    }

    /**
     * Opens a database for reading. Creates and writes nothing, also not next to the file, and
     * needs no ownership. If a worker owns the file, the worker is asked.
     *
     * @throws DatabaseException if the file does not exist, is no database or cannot be read
     */
    public static CodeDatabase openForReading(
            DatabaseConfiguration configuration, Iterable<DatabaseDriverProvider> providers) {
        return opened(configuration, best(configuration, providers).openForReading(configuration));
    }

    private static CodeDatabase opened(
            DatabaseConfiguration configuration, DatabaseDriverProvider.DriverSource source) {
        try {
            return new CodeDatabase(configuration, source);
        } catch (DatabaseException e) {
            source.close();
            throw e;
        }
    }

    private static DatabaseDriverProvider best(
            DatabaseConfiguration configuration, Iterable<DatabaseDriverProvider> providers) {
        DatabaseDriverProvider best = null;
        for (DatabaseDriverProvider provider : providers) {
            if (provider.serves(configuration)
                    && (best == null || provider.priority() > best.priority())) {
                best = provider;
            }
        }
        if (best == null) {
            throw noDriverServes(configuration);
        }
        return best;
    }

    private static DatabaseException noDriverServes(DatabaseConfiguration configuration) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot open database '"
                        + configuration.location().text()
                        + "': no driver for type '"
                        + configuration.type().configurationName()
                        + "' is on the class path; add the module that has it");
    }

    /**
     * Brings the database to the declared schema: a step of its own at start-up, before any other
     * worker starts.
     *
     * @return what was done
     */
    public SyncResult ensureSchemaSynced(SchemaDefinition definition) {
        return policy.run(() -> driver.syncSchema(definition, configuration.storage().backups()));
    }

    /**
     * Carries out work on the database as a whole. It is tried again when it fails for a reason
     * that can pass, and not at all while the database fails repeatedly.
     */
    public <R> R perform(MaintenanceRequest<R> request, ProgressListener progress) {
        return policy.run(() -> driver.perform(request, progress));
    }

    /** Returns whether work reaches the database, or is kept away because it fails repeatedly. */
    public OperationPolicy.Status status() {
        return policy.status();
    }

    /** Returns the conversation that was opened with the database. */
    public DatabaseDriver driver() {
        return driver;
    }

    /** Opens one more conversation; the caller closes it. */
    public DatabaseDriver openDriver() {
        return source.openDriver();
    }

    /**
     * Takes a lock that all machines see that use the database.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if it was not free in time
     */
    public DatabaseDriverProvider.NamedLock lock(String name, Duration limit) {
        return source.lock(name, limit);
    }

    /** Returns what the database was opened with. */
    public DatabaseConfiguration configuration() {
        return configuration;
    }

    @Override
    public void close() {
        try {
            driver.close();
        } finally {
            source.close();
        }
    }
}
