package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceRequest;
import java.nio.file.Path;

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
}
