package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;

/**
 * A request for the list of backups.
 *
 * @param folder where they are kept
 */
public record BackupListRequest(Path folder) implements MaintenanceRequest<BackupListResult> {

    @Override
    public Class<BackupListResult> resultType() {
        return BackupListResult.class;
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public BackupListResult perform(DatabaseDriver database, ProgressListener progress) {
        return new BackupListResult(BackupManager.in(folder).list());
    }
}
