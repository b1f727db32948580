package dev.cairn.database.backup;

import java.util.List;

/**
 * Backups, the newest first.
 *
 * @param backups their manifests
 */
public record BackupListResult(List<BackupManifest> backups) {

    public BackupListResult {
        backups = List.copyOf(backups);
    }
}
