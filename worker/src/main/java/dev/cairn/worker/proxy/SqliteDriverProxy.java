package dev.cairn.worker.proxy;

import dev.cairn.database.DatabaseDriver;
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
import dev.cairn.database.maintenance.MaintenanceRegistry;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.worker.protocol.BatchRows;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Request.SetSavepoint;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseReader;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a SQLite file that another process owns, over that process's socket.
 *
 * <p>It reconnects by itself. What was under way when the connection broke is sent again if it
 * cannot have changed anything; a transaction is undone and the driver in {@link
 * TransactionState#FAILED}; a write outside one, or a commit, is {@link
 * DatabaseErrorCode#IN_DOUBT}, unless commits carry keys, by which the next worker finds the
 * outcome. Nothing is done twice, and nothing is dropped silently.
 */
public final class SqliteDriverProxy implements DatabaseDriver {

    private static final String BATCH_SAVEPOINT = "cairn batch";

    private final WorkerLink link;
    private final boolean commitKeys;

    /** Where the rows of the last batch were written, for those of the next. */
    private @Nullable BodyWriter spareWriter;

    /**
     * Opens a session.
     *
     * @param commitKeys whether every commit gets a key, so that it is never in doubt; it costs a
     *     row
     */
    public SqliteDriverProxy(WorkerConnector connector, boolean commitKeys) {
        this.link = new WorkerLink(connector);
        this.commitKeys = commitKeys;
        link.connect();
    }

    @Override
    public DatabaseInformation information() {
        Response.Welcome welcome = link.connect().welcome();
        return new DatabaseInformation(
                DatabaseType.SQLITE,
                welcome.engineVersion(),
                welcome.location(),
                welcome.process());
    }

    @Override
    public UpdateResult execute(SqlStatement statement) {
        return update(
                statement.sql(),
                (name, key) ->
                        new Request.Execute(name, millis(statement), key, statement.parameters()));
    }

    private static long millis(SqlStatement statement) {
        return statement.timeout().map(limit -> Math.max(1, limit.toMillis())).orElse(0L);
    }

    /** Sends a write, and once more if its key shows that the first was not committed. */
    private UpdateResult update(String sql, StatementRequest request) {
        while (true) {
            String key = keyOutsideTransaction();
            try {
                Frame reply = link.callWith(sql, key, request, lossOfWrite());
                return result(read(reply));
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.IN_DOUBT || key.isEmpty()) {
                    throw e;
                }
                Response.Resolution resolution = resolve(key);
                if (resolution.committed()) {
                    return result(resolution.result());
                }
            }
        }
    }

    private String keyOutsideTransaction() {
        return commitKeys && link.state() == TransactionState.IDLE
                ? UUID.randomUUID().toString()
                : "";
    }

    private Loss lossOfWrite() {
        return link.state() == TransactionState.IDLE ? Loss.IN_DOUBT : Loss.UNDOES_TRANSACTION;
    }

    private Response.Resolution resolve(String key) {
        Response response = read(link.call(new Request.Resolve(key), Loss.HARMLESS));
        if (response instanceof Response.Resolution resolution) {
            return resolution;
        }
        throw WorkerConnection.unexpected(response);
    }

    private static UpdateResult result(Response response) {
        if (response instanceof Response.Complete complete) {
            return new UpdateResult(complete.changedRows(), complete.lastRowId());
        }
        throw WorkerConnection.unexpected(response);
    }

    @Override
    public Rows query(SqlStatement statement) {
        Frame first =
                link.callWith(
                        statement.sql(),
                        "",
                        (name, _) ->
                                new Request.Query(
                                        name,
                                        millis(statement),
                                        ProxyRows.CREDITS,
                                        statement.parameters()),
                        lossOfQuery(statement.sql()));
        if (!WorkerLink.isRows(first)) {
            throw WorkerConnection.unexpected(ResponseReader.read(first));
        }
        return link.openRows(first);
    }

    /** A query that begins otherwise than one that only reads may be a write that returns rows. */
    private Loss lossOfQuery(String sql) {
        if (link.state() != TransactionState.IDLE) {
            return Loss.UNDOES_TRANSACTION;
        }
        String start = sql.stripLeading();
        return start.regionMatches(true, 0, "SELECT", 0, 6)
                        || start.regionMatches(true, 0, "PRAGMA", 0, 6)
                ? Loss.HARMLESS
                : Loss.IN_DOUBT;
    }

    @Override
    public UpdateResult executeBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        link.requireUsable();
        // The code that makes the rows may run a batch of its own meanwhile.
        BodyWriter writer = spareWriter;
        spareWriter = null;
        if (writer == null) {
            writer = new BodyWriter(Limits.DEFAULT.messageBytes());
        }
        try {
            return executeBatch(sql, new BatchSource(rows.iterator(), writer));
        } finally {
            spareWriter = writer;
        }
    }

    private UpdateResult executeBatch(String sql, BatchSource source) {
        BatchRows first = source.next();
        if (!source.hasNext()) {
            return send(sql, first);
        }
        return link.state() == TransactionState.IDLE
                ? inTransaction(TransactionMode.WRITE, () -> sendAll(sql, first, source))
                : underSavepoint(sql, first, source);
    }

    private UpdateResult send(String sql, BatchRows rows) {
        return update(sql, (name, key) -> new Request.Batch(name, 0, key, rows));
    }

    private UpdateResult sendAll(String sql, BatchRows first, BatchSource rest) {
        UpdateResult last = send(sql, first);
        long changed = last.changedRows();
        while (rest.hasNext()) {
            last = send(sql, rest.next());
            changed += last.changedRows();
        }
        return new UpdateResult(changed, last.lastRowId());
    }

    private UpdateResult underSavepoint(String sql, BatchRows first, BatchSource rest) {
        savepoint(BATCH_SAVEPOINT);
        boolean done = false;
        try {
            UpdateResult result = sendAll(sql, first, rest);
            done = true;
            return result;
        } finally {
            if (link.state() != TransactionState.FAILED) {
                if (!done) {
                    rollbackToSavepoint(BATCH_SAVEPOINT);
                }
                releaseSavepoint(BATCH_SAVEPOINT);
            }
        }
    }

    @Override
    public void begin(TransactionMode mode) {
        // If the reply is lost, the worker rolls the transaction back, so it is safe to retry.
        link.call(new Request.Begin(mode, 0, 0), Loss.HARMLESS);
    }

    @Override
    public void commit() {
        boolean writes = link.state() == TransactionState.WRITE;
        String key = commitKeys && writes ? UUID.randomUUID().toString() : "";
        try {
            link.call(new Request.Commit(key), writes ? Loss.IN_DOUBT : Loss.UNDOES_TRANSACTION);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.IN_DOUBT || key.isEmpty()) {
                throw e;
            }
            settleCommit(key);
        }
        link.endRowsOfTransaction();
    }

    private void settleCommit(String key) {
        DatabaseException lost = link.endTransaction();
        if (!resolve(key).committed()) {
            throw link.fail(
                    new DatabaseException(
                            DatabaseErrorCode.CONNECTION_LOST,
                            "the connection broke at the commit, which did not happen: the"
                                    + " transaction is undone",
                            lost));
        }
    }

    @Override
    public void rollback() {
        link.requireOpen();
        if (link.hasTransactionAtWorker()) {
            try {
                link.roundTrip(() -> new Request.Rollback(), Loss.HARMLESS);
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.CONNECTION_LOST
                        && e.code() != DatabaseErrorCode.NOT_CONNECTED) {
                    throw e;
                }
                // It is undone with the session.
            }
        }
        link.endTransaction();
        link.endRowsOfTransaction();
    }

    @Override
    public void savepoint(String name) {
        requireTransaction();
        link.call(new SetSavepoint(SetSavepoint.Action.SET, name), Loss.UNDOES_TRANSACTION);
    }

    @Override
    public void releaseSavepoint(String name) {
        requireTransaction();
        link.call(new SetSavepoint(SetSavepoint.Action.RELEASE, name), Loss.UNDOES_TRANSACTION);
    }

    @Override
    public void rollbackToSavepoint(String name) {
        requireTransaction();
        link.call(new SetSavepoint(SetSavepoint.Action.ROLLBACK_TO, name), Loss.UNDOES_TRANSACTION);
        link.endRowsOfTransaction();
    }

    private void requireTransaction() {
        link.requireUsable();
        if (link.state() == TransactionState.IDLE) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE, "no transaction is open");
        }
    }

    @Override
    public TransactionState transactionState() {
        return link.state();
    }

    @Override
    public void cancel() {
        link.cancel();
    }

    @Override
    public Schema inspectSchema() {
        return Documents.read(
                document(link.call(new Request.Inspect(), Loss.HARMLESS)), Schema.class);
    }

    @Override
    public SyncResult syncSchema(SchemaDefinition definition, Path backupFolder) {
        return perform(
                new SyncRequest(definition, SyncOptions.withBackups(backupFolder)),
                ProgressListener.NONE);
    }

    @Override
    public <R> R perform(MaintenanceRequest<R> request, ProgressListener progress) {
        Request perform =
                new Request.Perform(
                        MaintenanceRegistry.name(request.getClass()), Documents.write(request));
        Frame frame = link.call(perform, Loss.IN_DOUBT);
        while (frame.type() == FrameType.PROGRESS) {
            if (read(frame) instanceof Response.Progress step) {
                progress.progress(step.phase(), step.done(), step.total());
            }
            frame = link.receiveReply(frame.request(), Loss.IN_DOUBT);
        }
        return Documents.read(document(frame), request.resultType());
    }

    private static String document(Frame frame) {
        Response response = read(frame);
        if (response instanceof Response.Document document) {
            return document.json();
        }
        throw WorkerConnection.unexpected(response);
    }

    /** Asks for a document about the worker itself. */
    String document(Request request) {
        return document(link.call(request, Loss.HARMLESS));
    }

    private static Response read(Frame frame) {
        return ResponseReader.read(frame);
    }

    @Override
    public void close() {
        link.close();
    }
}
