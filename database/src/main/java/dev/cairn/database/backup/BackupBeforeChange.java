package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The backup that a change begins with.
 *
 * @param path the file; empty if none was made
 * @param id the id that it is restored by; empty if none was made
 * @param warnings why none was made, where one was asked for
 */
public record BackupBeforeChange(
        Optional<String> path, Optional<String> id, List<String> warnings) {

    /** Says that no backup was asked for. */
    public static BackupBeforeChange none() {
        return new BackupBeforeChange(Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Backs the database up.
     *
     * @throws dev.cairn.database.DatabaseException if it could not be made; nothing is changed then
     */
    public static BackupBeforeChange make(
            DatabaseDriver driver, Path folder, String comment, ProgressListener progress) {
        if (Engine.of(driver).backupMethods().isEmpty()) {
            return new BackupBeforeChange(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(
                            "no backup was made: Cairn cannot back up this kind of database; use"
                                    + " the server's own means"));
        }
        BackupManager manager = BackupManager.in(folder);
        return of(manager, manager.create(driver, BackupOptions.plain(comment), progress));
    }

    /**
     * Backs a database up that is to be repaired; damaged indexes are built again in the copy.
     *
     * @throws dev.cairn.database.DatabaseException if it could not be made; nothing is changed then
     */
    public static BackupBeforeChange makeBeforeRepair(
            DatabaseDriver driver, Path folder, ProgressListener progress) {
        BackupManager manager = BackupManager.in(folder);
        BackupOptions options = BackupOptions.plain("before repair");
        return of(manager, manager.createBeforeRepair(driver, options, progress));
    }

    private static BackupBeforeChange of(BackupManager manager, Optional<BackupManifest> made) {
        return new BackupBeforeChange(
                made.map(manifest -> manager.fileOf(manifest).toString()),
                made.map(BackupManifest::id),
                made.isPresent()
                        ? List.of()
                        : List.of("no backup was made, because the database holds no rows"));
    }
}
