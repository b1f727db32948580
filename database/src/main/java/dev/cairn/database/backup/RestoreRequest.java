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
 * Puts a backup in the place of the database. No other conversation with it may be open.
 *
 * @param folder where the backup is kept
 * @param id its id or the beginning of that
 * @param identityFile age identities that can open it, if it is encrypted
 * @param record whether it is written into the restored database's audit trail
 * @param fromOtherDatabase whether a backup that was made of another database is accepted
 */
public record RestoreRequest(
        Path folder,
        String id,
        Optional<Path> identityFile,
        boolean record,
        boolean fromOtherDatabase)
        implements MaintenanceRequest<RestoreResult> {

    /** Makes a request to restore a backup of the same database. */
    public RestoreRequest(Path folder, String id, Optional<Path> identityFile, boolean record) {
        this(folder, id, identityFile, record, false);
    }

    @Override
    public Class<RestoreResult> resultType() {
        return RestoreResult.class;
    }

    @Override
    public Access access() {
        return Access.REPLACE;
    }

    @Override
    public RestoreResult perform(DatabaseDriver database, ProgressListener progress) {
        long start = System.nanoTime();
        RestoreResult result;
        try {
            BackupManager backups = BackupManager.in(folder);
            if (!fromOtherDatabase) {
                BackupManifest manifest = backups.find(id);
                manifest.requireOf(manifest.backupMethod().location(database));
            }
            result = backups.restore(database, id, identityFile, progress);
        } catch (DatabaseException e) {
            if (record) {
                AuditTrail.of(database)
                        .recordFailure(
                                AuditEvent.failed(
                                        "restore",
                                        id,
                                        Duration.ofNanos(System.nanoTime() - start).toMillis(),
                                        e),
                                e);
            }
            throw e;
        }
        if (record) {
            AuditTrail.of(database).record(event(result));
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
