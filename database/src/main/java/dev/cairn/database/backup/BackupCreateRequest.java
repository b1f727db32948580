package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a backup.
 *
 * @param folder where it is kept
 * @param options how it is made
 * @param record whether it is written into the database's audit trail
 */
public record BackupCreateRequest(Path folder, BackupOptions options, boolean record)
        implements MaintenanceRequest<BackupCreateResult> {

    @Override
    public Class<BackupCreateResult> resultType() {
        return BackupCreateResult.class;
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public BackupCreateResult perform(DatabaseDriver database, ProgressListener progress) {
        long start = System.nanoTime();
        AuditTrail trail = AuditTrail.of(database);
        Optional<BackupManifest> manifest;
        try {
            manifest = BackupManager.in(folder).create(database, options, progress);
        } catch (DatabaseException e) {
            if (record) {
                trail.recordFailure(
                        AuditEvent.failed("backup create", folder.toString(), millis(start), e), e);
            }
            throw e;
        }
        if (manifest.isPresent() && record) {
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
