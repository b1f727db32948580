package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceRequest;
import java.nio.file.Path;

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
}
