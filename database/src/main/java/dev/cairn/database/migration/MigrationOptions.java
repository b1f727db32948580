package dev.cairn.database.migration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How migrations are run.
 *
 * @param backupFolder where the backup goes that is made before; empty to make none
 * @param singleTransaction whether all of them run in one transaction, so that either all or none
 *     have happened; otherwise each runs in its own
 * @param dryRun whether only to say what would be run, after all checks that need no change
 * @param outOfOrder whether migrations are run that are older than the newest one that has run
 */
public record MigrationOptions(
        Optional<Path> backupFolder,
        boolean singleTransaction,
        boolean dryRun,
        boolean outOfOrder) {

    /** Returns the usual options, with backups in that folder. */
    public static MigrationOptions withBackups(Path folder) {
        return new MigrationOptions(Optional.of(folder), true, false, false);
    }

    /** Returns the usual options, without a backup. */
    public static MigrationOptions withoutBackup() {
        return new MigrationOptions(Optional.empty(), true, false, false);
    }

    /** Returns the same options with a transaction for each migration. */
    public MigrationOptions withTransactionEach() {
        return new MigrationOptions(backupFolder, false, dryRun, outOfOrder);
    }

    /** Returns the same options for a run that changes nothing. */
    public MigrationOptions asDryRun() {
        return new MigrationOptions(backupFolder, singleTransaction, true, outOfOrder);
    }

    /** Returns the same options, taking old migrations that were never run. */
    public MigrationOptions takingLateOnes() {
        return new MigrationOptions(backupFolder, singleTransaction, dryRun, true);
    }
}
