package dev.cairn.database.backup;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.time.Duration;
import java.util.Optional;

/** Carries out a {@link BackupCreateRequest}. */
public final class BackupCreateOperation
        implements MaintenanceOperation<BackupCreateRequest, BackupCreateResult> {

    @Override
    public Class<BackupCreateRequest> requestType() {
        return BackupCreateRequest.class;
    }

    @Override
    public BackupCreateResult perform(
            BackupCreateRequest request, MaintenanceTarget target, ProgressListener progress) {
        long start = System.nanoTime();
        AuditTrail trail = AuditTrail.of(target.driver());
        Optional<BackupManifest> manifest;
        try {
            manifest =
                    BackupManager.in(request.folder()).create(target, request.options(), progress);
        } catch (DatabaseException e) {
            if (request.record()) {
                trail.recordFailure(
                        AuditEvent.failed(
                                "backup create", request.folder().toString(), millis(start), e),
                        e);
            }
            throw e;
        }
        if (manifest.isPresent() && request.record()) {
            trail.record(event(manifest.get(), start));
        }
        return new BackupCreateResult(
                manifest, manifest.isPresent() ? "" : "the database holds no rows");
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static AuditEvent event(BackupManifest manifest, long start) {
        return new AuditEvent(
                "backup create",
                manifest.file(),
                manifest.schemaVersion(),
                manifest.schemaVersion(),
                millis(start),
                AuditEvent.Outcome.DONE,
                manifest.id(),
                manifest.comment());
    }
}
