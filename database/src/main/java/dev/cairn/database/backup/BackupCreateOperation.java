package dev.cairn.database.backup;

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
        Optional<BackupManifest> manifest =
                BackupManager.in(request.folder()).create(target, request.options(), progress);
        if (manifest.isPresent() && request.record()) {
            AuditTrail.of(target.driver()).record(event(manifest.get(), start));
        }
        return new BackupCreateResult(
                manifest, manifest.isPresent() ? "" : "the database holds no rows");
    }

    private static AuditEvent event(BackupManifest manifest, long start) {
        return new AuditEvent(
                "backup create",
                manifest.file(),
                manifest.schemaVersion(),
                manifest.schemaVersion(),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                AuditEvent.Outcome.DONE,
                manifest.id(),
                manifest.comment());
    }
}
