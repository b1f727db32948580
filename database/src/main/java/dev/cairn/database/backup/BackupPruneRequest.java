package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceRequest;
import java.nio.file.Path;

/**
 * Removes backups that need not be kept.
 *
 * @param folder where they are kept
 * @param policy which may go
 * @param record whether it is written into the database's audit trail
 */
public record BackupPruneRequest(Path folder, RetentionPolicy policy, boolean record)
        implements MaintenanceRequest<BackupListResult> {

    @Override
    public Class<BackupListResult> resultType() {
        return BackupListResult.class;
    }
}
