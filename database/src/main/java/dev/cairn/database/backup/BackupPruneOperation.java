package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Carries out a {@link BackupPruneRequest}. */
public final class BackupPruneOperation
        implements MaintenanceOperation<BackupPruneRequest, BackupListResult> {

    @Override
    public Class<BackupPruneRequest> requestType() {
        return BackupPruneRequest.class;
    }

    @Override
    public BackupListResult perform(
            BackupPruneRequest request, MaintenanceTarget target, ProgressListener progress) {
        long start = System.nanoTime();
        List<BackupManifest> removed = BackupManager.in(request.folder())
                        .prune(
                                request.policy(),
                                manifest ->
                                        request.ofAllDatabases() || manifest.isOf(target.file()));
        if (!removed.isEmpty() && request.record()) {
            AuditTrail.of(target.driver())
                    .record(
                            AuditEvent.done(
                                    "backup prune",
                                    request.folder().toString(),
                                    Duration.ofNanos(System.nanoTime() - start).toMillis(),
                                    removed.stream()
                                            .map(BackupManifest::id)
                                            .collect(Collectors.joining(" "))));
        }
        return new BackupListResult(removed);
    }
}
