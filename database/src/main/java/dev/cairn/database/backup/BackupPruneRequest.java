package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Removes backups that need not be kept.
 *
 * @param folder where they are kept
 * @param policy which may go
 * @param record whether it is written into the database's audit trail
 * @param ofAllDatabases whether backups of other databases in the folder may go too
 */
public record BackupPruneRequest(
        Path folder, RetentionPolicy policy, boolean record, boolean ofAllDatabases)
        implements MaintenanceRequest<BackupListResult> {

    /** Makes a request about the backups of this database alone. */
    public BackupPruneRequest(Path folder, RetentionPolicy policy, boolean record) {
        this(folder, policy, record, false);
    }

    @Override
    public Class<BackupListResult> resultType() {
        return BackupListResult.class;
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public BackupListResult perform(DatabaseDriver database, ProgressListener progress) {
        long start = System.nanoTime();
        String location = BackupManager.method(database, Optional.empty()).database(database);
        List<BackupManifest> removed =
                BackupManager.in(folder)
                        .prune(policy, manifest -> ofAllDatabases || manifest.isOf(location));
        if (!removed.isEmpty() && record) {
            AuditTrail.of(database)
                    .record(
                            AuditEvent.done(
                                    "backup prune",
                                    folder.toString(),
                                    Duration.ofNanos(System.nanoTime() - start).toMillis(),
                                    removed.stream()
                                            .map(BackupManifest::id)
                                            .collect(Collectors.joining(" "))));
        }
        return new BackupListResult(removed);
    }
}
