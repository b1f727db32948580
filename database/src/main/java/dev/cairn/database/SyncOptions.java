package dev.cairn.database;

import dev.cairn.schema.plan.PlanOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to bring a database to a declared schema.
 *
 * @param backupFolder where the backup goes; empty to make none
 * @param prune whether objects and columns that are not declared are dropped
 * @param dryRun whether to plan and check only
 * @param record whether version and history are written into the database
 * @param forceRebuild whether tables are rebuilt even where the engine could alter them in place
 * @param strictOrder whether the order of columns counts
 * @param onlineRows from how many rows on a table is changed by steps outside of the transaction,
 *     where the engine has such steps
 */
public record SyncOptions(
        Optional<Path> backupFolder,
        boolean prune,
        boolean dryRun,
        boolean record,
        boolean forceRebuild,
        boolean strictOrder,
        long onlineRows) {

    public SyncOptions {
        if (onlineRows < 0) {
            throw new IllegalArgumentException(
                    "onlineRows (%d) must be 0 or more".formatted(onlineRows));
        }
    }

    /** Makes options with the usual size of a large table. */
    public SyncOptions(
            Optional<Path> backupFolder,
            boolean prune,
            boolean dryRun,
            boolean record,
            boolean forceRebuild,
            boolean strictOrder) {
        this(
                backupFolder,
                prune,
                dryRun,
                record,
                forceRebuild,
                strictOrder,
                PlanOptions.USUAL_ONLINE_ROWS);
    }

    /** Returns the usual options, with backups in that folder. */
    public static SyncOptions withBackups(Path folder) {
        return new SyncOptions(Optional.of(folder), false, false, true, false, false);
    }

    /** Returns the usual options, without a backup. */
    public static SyncOptions withoutBackup() {
        return new SyncOptions(Optional.empty(), false, false, true, false, false);
    }
}
