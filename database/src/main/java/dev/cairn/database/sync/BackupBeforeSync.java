package dev.cairn.database.sync;

import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The backup that a change of the schema begins with.
 *
 * @param path the file; empty if none was made
 * @param id the id that it is restored by; empty if none was made
 * @param warnings why none was made, where one was asked for
 */
record BackupBeforeSync(Optional<String> path, Optional<String> id, List<String> warnings) {

    /** Says that no backup was asked for. */
    static BackupBeforeSync none() {
        return new BackupBeforeSync(Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Backs the database up.
     *
     * @throws dev.cairn.database.DatabaseException if it could not be made; nothing is changed then
     */
    static BackupBeforeSync make(
            MaintenanceTarget target, Path folder, String comment, ProgressListener progress) {
        BackupManager manager = BackupManager.in(folder);
        Optional<BackupManifest> made =
                manager.create(target, BackupOptions.plain(comment), progress);
        return new BackupBeforeSync(
                made.map(manifest -> manager.fileOf(manifest).toString()),
                made.map(BackupManifest::id),
                made.isPresent()
                        ? List.of()
                        : List.of("no backup was made, because the database holds no rows"));
    }
}
