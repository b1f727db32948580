package dev.cairn.database.sqlite;

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
import dev.cairn.database.sqlite.file.FileGuard;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a SQLite file over one connection of this process, which must own the file.
 *
 * <p>Statements are only ever prepared, one at a time: the driver underneath takes some texts for
 * commands of its own when it executes them, and drops all but the first of several. Transactions
 * are begun, ended and nested by methods, never by statements, so that their state is known.
 */
public final class SqliteDriver implements EngineDriver {

    private static final Engine ENGINE = new SqliteEngine();

    private final Path file;
    private final @Nullable DatabaseOwnership ownership;
    private final SqliteSettings settings;
    private @Nullable ReadOnlyFile reading;
    private volatile SqliteSession session;
    private FileGuard files;
    private TransactionState state = TransactionState.IDLE;
    private boolean queryOnly;
    private long lastRowId;
    private boolean closed;

    /**
     * Opens a connection to the owned file.
     *
     * @throws DatabaseException if the file is no database, cannot be opened, or is not owned any
     *     more
     */
    public SqliteDriver(DatabaseOwnership ownership, SqliteSettings settings) {
        this.file = ownership.file();
        this.ownership = ownership;
        this.settings = settings;
        ownership.register(this);
        try {
            this.session = SqliteSession.open(file, settings);
        } catch (DatabaseException e) {
            ownership.forget(this);
            throw e;
        }
        this.files = new FileGuard(file);
    }

    private SqliteDriver(Path file, SqliteSettings settings) {
        this.file = file;
        this.ownership = null;
        this.settings = settings.forReading();
        this.reading = ReadOnlyFile.open(file, settings);
        this.session = reading.session();
        this.files = new FileGuard(file);
    }

    /**
     * Opens a database to look at it. Nothing is created or written, and no ownership is needed.
     *
     * @param file its canonical path
     * @throws DatabaseException if there is no such file, or it cannot be read
     */
    public static SqliteDriver openForReading(Path file, SqliteSettings settings) {
        return DatabaseOwnership.ofThisProcess(file)
                .map(ownership -> new SqliteDriver(ownership, settings.forReading()))
                .orElseGet(() -> new SqliteDriver(file, settings));
    }

    /**
     * Loads SQLite, which the first connection of a process would do otherwise. A process that has
     * other work before that can load it at the same time.
     */
    public static void load() {
        SqliteSession.load();
    }

    /**
     * Returns for how long a statement of this process has gone on after it was stopped, the
     * longest if there are several; zero if there is none. SQLite looks at its interrupt between
     * steps, so a single step that takes long ignores it.
     */
    public static Duration longestIgnoredStop() {
        return StatementGuard.longestIgnoredStop();
    }

    @Override
    public DatabaseInformation information() {
        return new DatabaseInformation(
                DatabaseType.SQLITE,
                session.version(),
                file.toString(),
                ProcessHandle.current().pid());
    }

    @Override
    public UpdateResult execute(SqlStatement statement) {
        requireUsable();
        if (state == TransactionState.IDLE) {
            files.require();
        }
        StatementGuard.Execution execution = openExecution(statement);
        PreparedSql prepared = null;
        boolean done = false;
        try {
            session.guard().enter(execution);
            prepared = session.cache().take(statement.sql());
            UpdateResult result = run(prepared, prepared.checked(statement.parameters()));
            done = true;
            return result;
        } catch (SQLException e) {
            throw failure(execution, e);
        } finally {
            session.guard().leave();
            session.guard().close(execution);
            giveBack(statement.sql(), prepared, done);
            noticeEndOfTransaction();
            if (!done && state == TransactionState.IDLE) {
                undoIfOpen();
            }
        }
    }

    private UpdateResult run(PreparedSql prepared, @Nullable Object[] values) throws SQLException {
        long changesBefore = session.database().total_changes();
        prepared.run(values);
        // The statement has completed; a cancel from here on has no effect.
        session.guard().leave();
        boolean changed = session.database().total_changes() != changesBefore;
        rememberRowId(prepared, changed);
        return new UpdateResult(changed ? session.database().changes() : 0, lastRowId);
    }

    private void rememberRowId(PreparedSql prepared, boolean changed) throws SQLException {
        if (prepared.inserts() && changed) {
            lastRowId = session.lastRowId();
        }
    }

    @Override
    public Rows query(SqlStatement statement) {
        requireUsable();
        StatementGuard.Execution execution = openExecution(statement);
        PreparedSql prepared = null;
        SqliteRows rows = null;
        try {
            session.guard().enter(execution);
            prepared = session.cache().take(statement.sql());
            requireColumns(prepared);
            @Nullable Object[] values = prepared.checked(statement.parameters());
            boolean hasRow = prepared.start(values);
            rows = new SqliteRows(session, statement.sql(), prepared, hasRow, execution);
            return rows;
        } catch (SQLException e) {
            throw failure(execution, e);
        } finally {
            session.guard().leave();
            if (rows == null) {
                session.guard().close(execution);
                giveBack(statement.sql(), prepared, false);
            }
            noticeEndOfTransaction();
            if (rows == null && state == TransactionState.IDLE) {
                undoIfOpen();
            }
        }
    }

    private static void requireColumns(PreparedSql prepared) {
        if (prepared.columnCount() == 0) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    "the statement returns no rows; execute it instead of querying");
        }
    }

    @Override
    public UpdateResult executeBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        requireUsable();
        if (state == TransactionState.IDLE) {
            return inTransaction(TransactionMode.WRITE, () -> runBatch(sql, rows));
        }
        String savepoint = "cairn batch";
        savepoint(savepoint);
        boolean done = false;
        try {
            UpdateResult result = runBatch(sql, rows);
            done = true;
            return result;
        } finally {
            if (!done && state != TransactionState.FAILED) {
                rollbackToSavepoint(savepoint);
            }
            if (state != TransactionState.FAILED) {
                releaseSavepoint(savepoint);
            }
        }
    }

    private UpdateResult runBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        StatementGuard.Execution execution = session.guard().open(settings.statementTimeout());
        PreparedSql prepared = null;
        boolean done = false;
        try {
            session.guard().enter(execution);
            prepared = session.cache().take(sql);
            session.guard().leave();
            long changed = new BatchRun(session, sql, prepared, execution).run(rows);
            rememberRowId(prepared, changed > 0);
            done = true;
            return new UpdateResult(changed, lastRowId);
        } catch (SQLException e) {
            throw failure(execution, e);
        } finally {
            session.guard().leave();
            session.guard().close(execution);
            giveBack(sql, prepared, done);
            noticeEndOfTransaction();
        }
    }

    @Override
    public void begin(TransactionMode mode) {
        requireUsable();
        if (state != TransactionState.IDLE) {
            throw wrongState("a transaction is open already; use a savepoint inside it");
        }
        session.transactionEnd().transactionBegins();
        switch (mode) {
            case WRITE -> {
                files.require();
                control("BEGIN IMMEDIATE");
                state = TransactionState.WRITE;
            }
            case READ -> beginToRead();
        }
    }

    /** The first read takes the snapshot, so one is made at once. */
    private void beginToRead() {
        control("BEGIN");
        state = TransactionState.READ;
        try {
            control("SELECT 1 FROM sqlite_schema LIMIT 1");
            control("PRAGMA query_only=ON");
            queryOnly = true;
        } catch (DatabaseException e) {
            rollback();
            throw e;
        }
    }

    @Override
    public void commit() {
        requireUsable();
        requireTransaction();
        if (state == TransactionState.WRITE) {
            files.require();
        }
        session.closeRows();
        control("COMMIT");
        transactionIsOver();
    }

    @Override
    public void rollback() {
        requireOpen();
        if (state == TransactionState.IDLE) {
            return;
        }
        session.closeRows();
        if (session.transactionEnd().transactionEnded()) {
            undoIfOpen();
        } else {
            undo("ROLLBACK");
        }
        transactionIsOver();
    }

    private void transactionIsOver() {
        state = TransactionState.IDLE;
        if (queryOnly) {
            queryOnly = false;
            undo("PRAGMA query_only=" + (settings.readOnly() ? "ON" : "OFF"));
        }
    }

    @Override
    public void savepoint(String name) {
        requireUsable();
        requireTransaction();
        control("SAVEPOINT " + Identifier.quote(name));
    }

    @Override
    public void releaseSavepoint(String name) {
        requireUsable();
        requireTransaction();
        control("RELEASE " + Identifier.quote(name));
    }

    @Override
    public void rollbackToSavepoint(String name) {
        requireUsable();
        requireTransaction();
        session.closeRows();
        undo("ROLLBACK TO " + Identifier.quote(name));
    }

    private void control(String sql) {
        try {
            session.control(sql);
        } catch (SQLException e) {
            throw ForeignProcesses.namedIn(SqliteErrors.translate("run " + sql, e), file);
        } finally {
            noticeEndOfTransaction();
        }
    }

    /**
     * Rolls back a transaction that this driver did not begin, or that it took for ended. The
     * library below runs an empty one after each statement, and an interrupt in there leaves it
     * open; and the hooks speak before a commit is over. Both show only in whether there is
     * something to undo.
     */
    private void undoIfOpen() {
        try {
            session.undo("ROLLBACK");
        } catch (SQLException e) {
            if (SqliteErrors.resultCode(e) != SqliteErrors.ERROR) {
                throw SqliteErrors.translate("run ROLLBACK", e);
            }
        }
    }

    private void undo(String sql) {
        try {
            session.undo(sql);
        } catch (SQLException e) {
            throw SqliteErrors.translate("run " + sql, e);
        } finally {
            noticeEndOfTransaction();
        }
    }

    private void noticeEndOfTransaction() {
        if (state != TransactionState.IDLE && session.transactionEnd().transactionEnded()) {
            state = TransactionState.FAILED;
        }
    }

    private StatementGuard.Execution openExecution(SqlStatement statement) {
        return session.guard().open(statement.timeout().or(settings::statementTimeout));
    }

    private void giveBack(String sql, @Nullable PreparedSql prepared, boolean reusable) {
        if (prepared == null) {
            return;
        }
        try {
            session.cache().giveBack(sql, prepared, reusable);
        } catch (SQLException e) {
            throw SqliteErrors.translate("end the statement", e);
        }
    }

    private DatabaseException failure(StatementGuard.Execution execution, SQLException error) {
        if (queryOnly && SqliteErrors.resultCode(error) == SqliteErrors.READONLY) {
            return wrongState("a transaction that began to read cannot write");
        }
        return session.guard().failure(execution, "run the statement", error);
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseException(
                    DatabaseErrorCode.NOT_CONNECTED, "the conversation with the database is over");
        }
    }

    private void requireUsable() {
        requireOpen();
        if (state == TransactionState.FAILED) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_FAILED,
                    "the transaction ended by itself and nothing of it was kept; roll it back,"
                            + " then go on");
        }
    }

    private void requireTransaction() {
        if (state == TransactionState.IDLE) {
            throw wrongState("no transaction is open");
        }
    }

    private static DatabaseException wrongState(String message) {
        return new DatabaseException(DatabaseErrorCode.TRANSACTION_STATE, message);
    }

    /**
     * Returns whether the connection has the settings with which it was opened, no temporary
     * objects and no other database, so that another client can use it. Only a connection with
     * limits for its statements knows.
     */
    public boolean isAsOpened() {
        return ask(ConnectionState::isAsOpened);
    }

    /** Returns whether temporary objects exist, which hide those of the database. */
    public boolean hasTemporaryObjects() {
        return ask(ConnectionState::hasTemporaryObjects);
    }

    private boolean ask(Question question) {
        requireOpen();
        try {
            return question.ask(session.state());
        } catch (SQLException e) {
            throw SqliteErrors.translate("look at the connection", e);
        }
    }

    /** A question about a connection. */
    private interface Question {
        boolean ask(ConnectionState state) throws SQLException;
    }

    @Override
    public TransactionState transactionState() {
        return state;
    }

    @Override
    public void cancel() {
        session.guard().cancel();
    }

    @Override
    public Schema inspectSchema() {
        requireUsable();
        return unchanged(() -> SchemaLook.inspect(session));
    }

    @Override
    public <R> R perform(MaintenanceRequest<R> request, ProgressListener progress) {
        requireUsable();
        StatementGuard guard = session.guard();
        guard.notifyOfWaits(progress);
        try {
            return unchanged(() -> request.perform(this, progress));
        } finally {
            guard.notifyOfWaits(null);
        }
    }

    /** Discards what was read of a file without a lock when the file was written meanwhile. */
    private <T> T unchanged(Supplier<T> work) {
        ReadOnlyFile read = reading;
        if (read == null || state != TransactionState.IDLE) {
            return work.get();
        }
        if (read.isStale()) {
            read.close();
            read = ReadOnlyFile.open(file, settings);
            reading = read;
            session = read.session();
            files = new FileGuard(file);
        }
        try {
            T result = work.get();
            if (!read.isStale()) {
                return result;
            }
        } catch (DatabaseException e) {
            if (!read.isStale()) {
                throw e;
            }
        }
        throw new DatabaseException(
                DatabaseErrorCode.BUSY,
                "the database '" + file + "' was written while it was read; try again");
    }

    @Override
    public boolean readOnly() {
        return settings.readOnly();
    }

    @Override
    public EmptyDatabase copyForWriting(ProgressListener progress) {
        return SqliteEmptyDatabase.copyOf(this, progress);
    }

    @Override
    public SyncResult syncSchema(SchemaDefinition definition, Path backupFolder) {
        return perform(
                new SyncRequest(definition, SyncOptions.withBackups(backupFolder)),
                ProgressListener.NONE);
    }

    @Override
    public Engine engine() {
        return ENGINE;
    }

    /** Returns the database file. It must not be opened but by its driver. */
    Path file() {
        return file;
    }

    /** Copies the database as it is at one moment into an empty file, keeping row ids. */
    void copyInto(Path target, ProgressListener progress) {
        requireUsable();
        if (state != TransactionState.IDLE) {
            throw wrongState("a database is not copied inside a transaction");
        }
        if (readOnly()) {
            OnlineBackup.copy(session, file, target, progress);
        } else {
            OnlineBackup.copy(file, target, progress);
        }
    }

    /**
     * Puts another file in the place of the database, which is closed for that and opened again. A
     * crash at any moment leaves the one or the other, never neither and never a mixture.
     *
     * @param replacement a complete database in the same folder; it is moved
     * @param keepAs where the replaced file is kept, in the same folder
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if anybody else, in this
     *     process or another, has the database open
     */
    void replaceFile(Path replacement, Path keepAs) {
        requireUsable();
        if (state != TransactionState.IDLE) {
            throw wrongState("a database is not replaced inside a transaction");
        }
        if (ownership == null) {
            throw new DatabaseException(
                    DatabaseErrorCode.FORBIDDEN,
                    "cannot replace database '" + file + "': it was opened to be read");
        }
        ownership.requireNoneBut(this);
        session.close();
        try {
            new FileReplacement(file).replaceBy(replacement, keepAs);
        } finally {
            session = SqliteSession.open(file, settings);
            files = new FileGuard(file);
        }
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
            try {
                end();
            } finally {
                if (ownership != null) {
                    ownership.forget(this);
                }
            }
        }
    }

    private void end() {
        if (reading == null) {
            session.close();
        } else {
            reading.close();
        }
    }
}
