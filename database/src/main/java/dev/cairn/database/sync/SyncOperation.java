package dev.cairn.database.sync;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncRequest;
import dev.cairn.database.SyncResult;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.time.Duration;

/** Carries out {@link SyncRequest}s. */
public final class SyncOperation implements MaintenanceOperation<SyncRequest, SyncResult> {

    @Override
    public Class<SyncRequest> requestType() {
        return SyncRequest.class;
    }

    @Override
    public SyncResult perform(
            SyncRequest request, MaintenanceTarget target, ProgressListener progress) {
        long start = System.nanoTime();
        try {
            return new SchemaSync(target, request, progress).run();
        } catch (DatabaseException e) {
            if (request.options().record() && !request.options().dryRun()) {
                AuditTrail.of(target.driver()).recordFailure(failed(request, start, e), e);
            }
            throw e;
        }
    }

    private static AuditEvent failed(SyncRequest request, long start, DatabaseException failure) {
        return new AuditEvent(
                "sync",
                request.definition().source(),
                "",
                request.definition().version(),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                AuditEvent.Outcome.FAILED,
                "",
                failure.code() + ": " + failure.getMessage());
    }
}
