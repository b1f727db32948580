package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.ServerBackupMethod;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
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

    /** Notes that no backup was requested. */
    public static BackupBeforeChange none() {
        return new BackupBeforeChange(Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Backs the database up before any change.
     *
     * @throws dev.cairn.database.DatabaseException if it could not be made; nothing is changed then
     */
    public static BackupBeforeChange make(
            DatabaseDriver driver, Path folder, String comment, ProgressListener progress) {
        BackupManager manager = BackupManager.in(folder);
        return of(manager, manager.create(driver, BackupOptions.plain(comment), progress));
    }

    /**
     * Backs the database up before a change whose steps are known. To copy a file costs little; the
     * rows of a server's database are copied only if the change drops or rewrites some.
     *
     * @throws dev.cairn.database.DatabaseException if it could not be made; nothing is changed then
     */
    public static BackupBeforeChange make(
            DatabaseDriver driver,
            List<PlanStep> steps,
            Path folder,
            String comment,
            ProgressListener progress) {
        boolean copiesRows =
                BackupManager.method(driver, Optional.empty()) instanceof ServerBackupMethod;
        return copiesRows && steps.stream().noneMatch(BackupBeforeChange::touchesRows)
                ? none()
                : make(driver, folder, comment, progress);
    }

    private static boolean touchesRows(PlanStep step) {
        return step.hazards().stream()
                .map(Hazard::kind)
                .anyMatch(kind ->
                        switch (kind) {
                            case DROPS_DATA, REWRITES_ROWS, CHANGES_VALUES, CHANGES_ROW_IDS -> true;
                            case SCANS_ROWS, LOCKS -> false;
                        });
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
