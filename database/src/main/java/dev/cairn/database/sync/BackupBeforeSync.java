package dev.cairn.database.sync;

import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the backup that a change of the schema begins with. */
@FunctionalInterface
public interface BackupBeforeSync {

    /**
     * Backs the database up.
     *
     * @param comment why
     * @return the backup; empty if there is nothing to back up
     * @throws dev.cairn.database.DatabaseException if it could not be made; nothing is changed then
     */
    Optional<Backup> make(
            MaintenanceTarget target, Path folder, String comment, ProgressListener progress);

    /**
     * A backup that was made and verified.
     *
     * @param path the file
     * @param id the id that it is restored by
     */
    record Backup(String path, String id) {}
}
