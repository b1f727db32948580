package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseInformation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.EngineDriver;
import dev.cairn.database.postgres.schema.PostgresInspector;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PgConnection;

/**
 * A conversation with a PostgreSQL database. It has a connection only while it needs one: for a
 * transaction, for the rows of a query, for one statement, or for work on the database as a whole.
 * So many conversations share few connections.
 *
 * <p>Two rules are those of the other engines, not of the server: a statement that fails undoes
 * only itself (its transaction goes on, by savepoints), and a constraint that is checked at the
 * commit can be mended before the commit is tried again.
 */
@SuppressWarnings("ReferenceEquality") // A connection is the same only if it is the same object.
final class PostgresDriver implements EngineDriver, PostgresTransaction.Lender {

    private static final String BATCH = "cairn batch";
    private static final String INSPECTION = "cairn inspection";

    private final PostgresSource source;
    private final StatementWatch watch = new StatementWatch();
    private final PostgresTransaction transaction;
    private final List<PostgresRows> open = new ArrayList<>();
    private @Nullable Connection pinned;
    private @Nullable String version;
    private boolean inspects;
    private boolean closed;

    PostgresDriver(PostgresSource source) {
        this.source = source;
        this.transaction = new PostgresTransaction(source, watch, this);
    }

    /** Returns whether all statements go to one session, as they do in work on a database. */
    boolean hasOwnSession() {
        return pinned != null;
    }

    /** Has all statements go to one session from now on, until the driver is closed. */
    void keepSession() {
        if (pinned == null) {
            pinned = takeForWork();
        }
    }

    /**
     * Takes a connection on which a change of the structure does not throw away the plans of the
     * queries that read the catalogs.
     */
    private Connection takeForWork() {
        Connection taken = source.take();
        try {
            taken.unwrap(PgConnection.class).getQueryExecutor().setFlushCacheOnDdl(false);
            return taken;
        } catch (SQLException e) {
            source.discard(taken);
            throw PostgresErrors.translate("begin work on the database", e);
        }
    }

    /** Returns the process of the server that serves the session; 0 without one. */
    long sessionProcess() {
        Connection session = pinned;
        try {
            return session == null ? 0 : session.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw PostgresErrors.translate("ask for the process of the session", e);
        }
    }

    /** Returns the connection of the open transaction. */
    Connection transactionConnection() {
        return Objects.requireNonNull(transaction.connection(), "no transaction is open");
    }

    StatementWatch watch() {
        return watch;
    }

    @Override
    public DatabaseInformation information() {
        String known = version;
        if (known == null) {
            known = queryValue("SELECT current_setting('server_version')").orElseThrow().toString();
            version = known;
        }
        return new DatabaseInformation(
                DatabaseType.POSTGRES,
                known,
                source.pool().server().text(),
                ProcessHandle.current().pid());
    }

    @Override
    public UpdateResult execute(SqlStatement statement) {
        requireUsable();
        StatementText text = StatementText.of(statement.sql());
        StatementWatch.Deadline deadline = deadline(statement.timeout());
        Connection connection = lease();
        try (PreparedStatement prepared = connection.prepareStatement(text.sql())) {
            PostgresValues.bind(prepared, statement.parameters());
            boolean hasRows = watch.run(connection, deadline, prepared::execute);
            if (transaction.state() == TransactionState.IDLE && text.mayWrite()) {
                source.wrote();
            }
            return new UpdateResult(hasRows ? 0 : Math.max(0, prepared.getUpdateCount()), 0);
        } catch (SQLException e) {
            throw failed(connection, "run the statement", deadline, e, text.mayWrite());
        } finally {
            giveBack(connection);
        }
    }

    private StatementWatch.Deadline deadline(Optional<Duration> ofStatement) {
        Duration standard = source.pool().server().limits().statementTimeout();
        return StatementWatch.Deadline.in(
                ofStatement.or(() -> Optional.of(standard).filter(limit -> !limit.isZero())));
    }

    /** Returns the connection of the transaction or of the work, or one from the pool. */
    private Connection lease() {
        Connection ofTransaction = transaction.connection();
        if (ofTransaction != null) {
            return ofTransaction;
        }
        Connection ofWork = pinned;
        return ofWork != null && open.stream().noneMatch(rows -> rows.connection() == ofWork)
                ? ofWork
                : source.take();
    }

    private boolean isHeld(Connection connection) {
        return connection == transaction.connection() || connection == pinned;
    }

    @Override
    public void giveBack(Connection connection) {
        if (isHeld(connection)) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException _) {
            source.discard(connection);
        }
    }

    @Override
    public Rows query(SqlStatement statement) {
        requireUsable();
        StatementText text = StatementText.of(statement.sql());
        if (text.givesNoRows()) {
            throw noRows();
        }
        StatementWatch.Deadline deadline = deadline(statement.timeout());
        Connection connection = lease();
        PostgresRows rows = null;
        try {
            rows = start(connection, text, statement, deadline);
            open.add(rows);
            return rows;
        } catch (SQLException e) {
            throw failed(connection, "run the query", deadline, e, false);
        } finally {
            if (rows == null && connection != transaction.connection()) {
                endOwn(connection, false);
            }
        }
    }

    private static DatabaseException noRows() {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_STATEMENT,
                "the statement returns no rows; execute it instead of querying");
    }

    /** Rows are fetched in parts only inside a transaction, so there is one for them alone. */
    private PostgresRows start(
            Connection connection,
            StatementText text,
            SqlStatement statement,
            StatementWatch.Deadline deadline)
            throws SQLException {
        if (connection != transaction.connection()) {
            connection.unwrap(PgConnection.class).setAutosave(AutoSave.NEVER);
            connection.setAutoCommit(false);
        }
        PreparedStatement prepared = connection.prepareStatement(text.sql());
        boolean started = false;
        try {
            if (inspects) {
                // A sync reads the catalogs up to five times, and planning is most of that.
                prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
            } else if (pinned != null) {
                // The plans of a session that changes tables are kept, so only these can be used.
                prepared.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            prepared.setFetchSize(text.givesOneRow() ? 0 : PostgresRows.FETCHED);
            PostgresValues.bind(prepared, statement.parameters());
            if (text.mayGiveNoRows() && prepared.getMetaData() == null) {
                throw noRows();
            }
            if (!watch.run(connection, deadline, prepared::execute)) {
                throw noRows();
            }
            PostgresRows rows = new PostgresRows(this, connection, prepared, deadline);
            started = true;
            return rows;
        } finally {
            if (!started) {
                prepared.close();
            }
        }
    }

    /** Ends the transaction that was there for the rows of one query. */
    private void endOwn(Connection connection, boolean keep) {
        try {
            if (keep) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            connection.unwrap(PgConnection.class).setAutosave(AutoSave.ALWAYS);
            giveBack(connection);
        } catch (SQLException e) {
            drop(connection);
            if (keep) {
                throw PostgresErrors.isLost(e)
                        ? PostgresTransaction.inDoubt("end the query", e)
                        : PostgresErrors.translate("end the query", e);
            }
        }
    }

    @Override
    public void drop(Connection connection) {
        if (connection == pinned) {
            pinned = null;
        }
        source.discard(connection);
    }

    void rowsAreClosed(PostgresRows rows) {
        if (!open.remove(rows)) {
            return;
        }
        rows.free();
        if (rows.connection() != transaction.connection()) {
            endOwn(rows.connection(), true);
        }
    }

    /** Returns the exception for an error, after noting what it means for the transaction. */
    DatabaseException failed(
            Connection connection,
            String doing,
            StatementWatch.Deadline deadline,
            SQLException error,
            boolean writes) {
        DatabaseException failure = watch.failure(doing, deadline, error);
        if (connection == transaction.connection()) {
            boolean wrote = writes && transaction.state() == TransactionState.WRITE;
            return PostgresErrors.state(error).equals("25006")
                    ? new DatabaseException(
                            DatabaseErrorCode.TRANSACTION_STATE,
                            "cannot write in a read-only transaction",
                            error)
                    : transaction.noted(failure, error, wrote);
        }
        if (PostgresErrors.isLost(error)) {
            drop(connection);
            return writes ? PostgresTransaction.inDoubt(doing, error) : failure;
        }
        return failure;
    }

    @Override
    public UpdateResult executeBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        requireUsable();
        StatementText text = StatementText.of(sql);
        if (transaction.state() == TransactionState.IDLE) {
            return inTransaction(TransactionMode.WRITE, () -> runBatch(text, rows));
        }
        transaction.savepoint(BATCH);
        boolean done = false;
        try {
            UpdateResult result = runBatch(text, rows);
            done = true;
            return result;
        } finally {
            if (transaction.state() != TransactionState.FAILED) {
                if (!done) {
                    transaction.rollbackTo(BATCH);
                }
                transaction.release(BATCH);
            }
        }
    }

    private UpdateResult runBatch(
            StatementText text, Iterable<? extends List<? extends @Nullable Object>> rows) {
        StatementWatch.Deadline deadline = deadline(Optional.empty());
        Connection connection = lease();
        try {
            return new UpdateResult(
                    new PostgresBatch(connection, text, watch, deadline).run(rows), 0);
        } catch (SQLException e) {
            throw failed(connection, "run the batch", deadline, e, true);
        }
    }

    @Override
    public void begin(TransactionMode mode) {
        requireUsable();
        Connection ofWork = pinned;
        Connection taken =
                transaction.state() == TransactionState.IDLE && ofWork != null
                        ? ofWork
                        : mode == TransactionMode.READ && ofWork == null
                                ? source.takeForReading()
                                : source.take();
        transaction.begin(mode, taken);
    }

    @Override
    public void commit() {
        requireUsable();
        requireTransaction();
        closeRows();
        transaction.commit();
    }

    @Override
    public void rollback() {
        requireOpen();
        closeRows();
        transaction.rollback();
    }

    private void closeRows() {
        Connection connection = transaction.connection();
        for (PostgresRows rows : List.copyOf(open)) {
            if (rows.connection() == connection || connection == null) {
                rows.close();
            }
        }
    }

    @Override
    public void savepoint(String name) {
        requireUsable();
        requireTransaction();
        transaction.savepoint(name);
    }

    @Override
    public void releaseSavepoint(String name) {
        requireUsable();
        requireTransaction();
        transaction.release(name);
    }

    @Override
    public void rollbackToSavepoint(String name) {
        requireUsable();
        requireTransaction();
        closeRows();
        transaction.rollbackTo(name);
    }

    private void requireTransaction() {
        if (transaction.state() == TransactionState.IDLE) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE, "no transaction is open");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseException(
                    DatabaseErrorCode.NOT_CONNECTED, "the conversation with the database is over");
        }
    }

    private void requireUsable() {
        requireOpen();
        if (transaction.state() == TransactionState.FAILED) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_FAILED,
                    "the database rolled the transaction back; call rollback() before you"
                            + " continue");
        }
    }

    @Override
    public TransactionState transactionState() {
        return transaction.state();
    }

    @Override
    public void cancel() {
        watch.cancel();
    }

    @Override
    public Schema inspectSchema() {
        requireUsable();
        return transaction.state() == TransactionState.IDLE
                ? inTransaction(TransactionMode.READ, this::inspectInTransaction)
                : inspectInTransaction();
    }

    /** One savepoint around all queries takes the place of one around each. */
    private Schema inspectInTransaction() {
        inspects = true;
        try {
            return transaction.asOne(INSPECTION, () -> PostgresInspector.inspect(this));
        } finally {
            inspects = false;
        }
    }

    @Override
    public Engine engine() {
        return new PostgresEngine(source);
    }

    /** Its structure is copied, its rows are not. */
    @Override
    public EmptyDatabase copyForWriting(ProgressListener progress) {
        EmptyDatabase copy = engine().openEmptyDatabase();
        boolean done = false;
        try {
            engine().copyStructure(this, copy.driver());
            done = true;
            return copy;
        } finally {
            if (!done) {
                copy.close();
            }
        }
    }

    @Override
    public <R> R perform(MaintenanceRequest<R> request, ProgressListener progress) {
        try {
            return performInSession(request, progress);
        } catch (DatabaseException e) {
            throw e.code() == DatabaseErrorCode.FORBIDDEN ? unprivileged(e) : e;
        }
    }

    /** A right that is missing is a matter of the server's configuration. */
    private DatabaseException unprivileged(DatabaseException e) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                String.valueOf(e.getMessage())
                        .replace(
                                PostgresErrors.ANY_USER,
                                Identifier.quote(source.pool().server().credentials().user())),
                e.details(),
                e);
    }

    /** The work has one connection, so that it can use what belongs to a session. */
    private <R> R performInSession(MaintenanceRequest<R> request, ProgressListener progress) {
        requireUsable();
        if (pinned != null || transaction.connection() != null) {
            return request.perform(this, progress);
        }
        pinned = takeForWork();
        try {
            return request.perform(this, progress);
        } finally {
            endSession();
        }
    }

    private void endSession() {
        Connection used = pinned;
        pinned = null;
        if (used != null) {
            // What the work left of the session, such as settings, ends with the connection.
            source.discard(used);
        }
    }

    @Override
    public SyncResult syncSchema(SchemaDefinition definition, Path backupFolder) {
        return perform(
                new SyncRequest(definition, SyncOptions.withBackups(backupFolder)),
                ProgressListener.NONE);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        try {
            rollback();
        } finally {
            closed = true;
            for (PostgresRows rows : List.copyOf(open)) {
                rows.close();
            }
            endSession();
        }
    }
}
