package dev.cairn.database.backup;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.time.Duration;

/** Carries out a {@link RestoreRequest}. */
public final class RestoreOperation implements MaintenanceOperation<RestoreRequest, RestoreResult> {

    @Override
    public Class<RestoreRequest> requestType() {
        return RestoreRequest.class;
    }

    @Override
    public RestoreResult perform(
            RestoreRequest request, MaintenanceTarget target, ProgressListener progress) {
        long start = System.nanoTime();
        RestoreResult result;
        try {
            BackupManager backups = BackupManager.in(request.folder());
            if (!request.fromOtherDatabase()) {
                backups.find(request.id()).requireOf(target.file());
            }
            result =
                    backups.restore(target, request.id(), request.identityFile(), progress);
        } catch (DatabaseException e) {
            if (request.record()) {
                AuditTrail.of(target.driver())
                        .recordFailure(
                                AuditEvent.failed(
                                        "restore",
                                        request.id(),
                                        Duration.ofNanos(System.nanoTime() - start).toMillis(),
                                        e),
                                e);
            }
            throw e;
        }
        if (request.record()) {
            AuditTrail.of(target.driver()).record(event(result));
        }
        return result;
    }

    private static AuditEvent event(RestoreResult result) {
        return new AuditEvent(
                "restore",
                result.database(),
                "",
                result.schemaVersion(),
                result.durationMillis(),
                AuditEvent.Outcome.DONE,
                result.backupId(),
                result.replacedKeptAs().map(path -> "replaced kept as " + path).orElse(""));
    }
}
