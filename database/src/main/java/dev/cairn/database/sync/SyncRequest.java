package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.schema.SchemaDefinition;
import java.time.Duration;

/**
 * Brings a database to a declared schema.
 *
 * @param definition what is declared
 * @param options how to go about it
 */
public record SyncRequest(SchemaDefinition definition, SyncOptions options)
        implements MaintenanceRequest<SyncResult> {

    @Override
    public Class<SyncResult> resultType() {
        return SyncResult.class;
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public SyncResult perform(DatabaseDriver database, ProgressListener progress) {
        long start = System.nanoTime();
        try {
            return new SchemaSync(database, this, progress).run();
        } catch (DatabaseException e) {
            if (options.record() && !options.dryRun()) {
                AuditTrail.of(database).recordFailure(failed(start, e), e);
            }
            throw e;
        }
    }

    private AuditEvent failed(long start, DatabaseException failure) {
        return new AuditEvent(
                "sync",
                definition.source(),
                "",
                definition.version(),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                AuditEvent.Outcome.FAILED,
                "",
                failure.code() + ": " + failure.getMessage());
    }
}
