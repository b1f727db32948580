package dev.cairn.database;

import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a database: statements, rows, and at most one transaction at a time. Used
 * by one thread at a time, except for {@link #cancel}.
 *
 * <p>A value is {@code null}, {@link Long}, {@link Double}, {@link String} or {@code byte[]}; as
 * parameters {@link Integer} and {@link Boolean} are taken too and stored as integers. Outside a
 * transaction every statement commits by itself. When a transaction ends without the caller's word
 * (the engine rolled it back, a time limit passed, the connection broke) the driver is in {@link
 * TransactionState#FAILED} and refuses everything until {@link #rollback}.
 *
 * <p>Every method throws {@link DatabaseException}.
 */
public interface DatabaseDriver extends AutoCloseable {

    /** Returns what this driver is connected to. */
    DatabaseInformation information();

    /**
     * Runs one statement that returns no rows.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_STATEMENT} if the text holds
     *     more than one statement
     */
    UpdateResult execute(SqlStatement statement);

    /** Runs one statement with these parameters. */
    default UpdateResult execute(String sql, @Nullable Object... parameters) {
        return execute(SqlStatement.of(sql, parameters));
    }

    /** Runs one query; the rows must be closed, and hold a read snapshot until then. */
    Rows query(SqlStatement statement);

    /** Runs one query with these parameters. */
    default Rows query(String sql, @Nullable Object... parameters) {
        return query(SqlStatement.of(sql, parameters));
    }

    /**
     * Runs one statement once for each row of parameters: all of them or, after an error, none. The
     * rows may come from a query of this driver as they are wanted, unless they are a {@link
     * java.util.Collection}, which is taken to have them at hand.
     *
     * @return the number of rows changed in all, and the row id of the last insertion
     */
    UpdateResult executeBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows);

    /** Begins a transaction. */
    void begin(TransactionMode mode);

    /** Commits the transaction. */
    void commit();

    /** Rolls the transaction back; does nothing outside one. */
    void rollback();

    /** Sets a savepoint in the transaction. */
    void savepoint(String name);

    /** Releases a savepoint and those set after it. */
    void releaseSavepoint(String name);

    /** Undoes what was done since a savepoint, which stays set. */
    void rollbackToSavepoint(String name);

    /** Returns where the transaction stands. */
    TransactionState transactionState();

    /** Stops the statement that is running, from any thread; it fails with CANCELLED. */
    void cancel();

    /** Reads the schema that the database has, without what Cairn keeps for itself. */
    Schema inspectSchema();

    /**
     * Carries out work on the database as a whole, such as bringing its schema up or backing it up.
     * It runs in the process that owns the database.
     *
     * @param progress told while the work goes on, on a thread of the driver's choice
     */
    <R> R perform(MaintenanceRequest<R> request, ProgressListener progress);

    /**
     * Brings the database to the declared schema.
     *
     * @param backupFolder where the backup goes that is made before anything changes
     * @return what was done; empty lists if nothing was to do
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if that cannot be done
     *     without losing data; nothing has changed then
     */
    SyncResult syncSchema(SchemaDefinition definition, Path backupFolder);

    /**
     * Runs the work in a transaction that commits when it returns and rolls back when it throws.
     */
    default <T extends @Nullable Object> T inTransaction(TransactionMode mode, Supplier<T> work) {
        begin(mode);
        boolean done = false;
        try {
            T result = work.get();
            commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** Runs the work in the open write transaction, or in one of its own if none is open. */
    default <T extends @Nullable Object> T inWriteTransaction(Supplier<T> work) {
        return transactionState() == TransactionState.WRITE
                ? work.get()
                : inTransaction(TransactionMode.WRITE, work);
    }

    /** Returns the first column of the first row, if there is a row and it is not NULL. */
    default Optional<Object> queryValue(String sql, @Nullable Object... parameters) {
        try (Rows rows = query(sql, parameters)) {
            return rows.next() ? Optional.ofNullable(rows.value(0)) : Optional.empty();
        }
    }

    /** Ends the conversation; an open transaction is rolled back. */
    @Override
    void close();
}
