package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseInformation;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.EngineDriver;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Java migration works through: a conversation whose transaction it cannot end. */
final class MigrationConversation implements EngineDriver {

    private final DatabaseDriver driver;

    MigrationConversation(DatabaseDriver driver) {
        this.driver = driver;
    }

    @Override
    public DatabaseInformation information() {
        return driver.information();
    }

    @Override
    public UpdateResult execute(SqlStatement statement) {
        return driver.execute(statement);
    }

    @Override
    public Rows query(SqlStatement statement) {
        return driver.query(statement);
    }

    @Override
    public UpdateResult executeBatch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        return driver.executeBatch(sql, rows);
    }

    @Override
    public EmptyDatabase copyForWriting(ProgressListener progress) {
        throw forbidden("copy the database");
    }

    @Override
    public void begin(TransactionMode mode) {
        throw forbidden("begin a transaction");
    }

    @Override
    public void commit() {
        throw forbidden("commit");
    }

    @Override
    public void rollback() {
        throw forbidden("roll back");
    }

    @Override
    public void savepoint(String name) {
        driver.savepoint(name);
    }

    @Override
    public void releaseSavepoint(String name) {
        driver.releaseSavepoint(name);
    }

    @Override
    public void rollbackToSavepoint(String name) {
        driver.rollbackToSavepoint(name);
    }

    @Override
    public TransactionState transactionState() {
        return driver.transactionState();
    }

    @Override
    public void cancel() {
        driver.cancel();
    }

    @Override
    public Schema inspectSchema() {
        return driver.inspectSchema();
    }

    @Override
    public SyncResult syncSchema(SchemaDefinition definition, Path backupFolder) {
        throw forbidden("ask for work on the whole database");
    }

    @Override
    public Engine engine() {
        return Engine.of(driver);
    }

    @Override
    public <R> R perform(MaintenanceRequest<R> request, ProgressListener progress) {
        throw forbidden("ask for work on the whole database");
    }

    @Override
    public void close() {
        throw forbidden("close the conversation");
    }

    private static DatabaseException forbidden(String what) {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "a migration cannot " + what + ": its transaction holds other work too");
    }
}
