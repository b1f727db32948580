package dev.cairn.database.crash;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationOptions;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.database.sync.SyncRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The program of a child process: owns a database and does one thing with it. It prints {@code
 * READY} just before and the outcome after.
 */
public final class DatabaseTask {

    private DatabaseTask() {}

    /**
     * Takes the task, the database, the folder of backups, and for a restore the backup's id, for a
     * migration the folder of the scripts.
     */
    public static void main(String[] arguments) {
        Path database = Path.of(arguments[1]);
        Path backups = Path.of(arguments[2]);
        try (DatabaseOwnership ownership =
                        DatabaseOwnership.acquire(
                                database, "test", Duration.ofSeconds(60), ProgressListener.NONE);
                SqliteDriver driver = new SqliteDriver(ownership, SqliteSettings.standard())) {
            System.out.println("READY");
            System.out.println(
                    switch (arguments[0]) {
                        case "sync" -> sync(driver, SyncOptions.withBackups(backups));
                        case "sync-without-backup" -> sync(driver, SyncOptions.withoutBackup());
                        case "backup" -> backUp(driver, backups);
                        case "restore" -> restore(driver, backups, arguments[3]);
                        case "migrate" -> migrate(driver, Path.of(arguments[3]));
                        default -> throw new IllegalArgumentException(arguments[0]);
                    });
        }
    }

    private static String sync(DatabaseDriver driver, SyncOptions options) {
        SyncOptions rebuilding =
                new SyncOptions(
                        options.backupFolder(), false, false, true, true, options.strictOrder());
        return driver.perform(new SyncRequest(CrashSchema.NEW, rebuilding), ProgressListener.NONE)
                .outcome()
                .name();
    }

    private static String backUp(DatabaseDriver driver, Path backups) {
        return driver.perform(
                        new BackupCreateRequest(
                                backups, new BackupOptions("", true, List.of()), true),
                        ProgressListener.NONE)
                .manifest()
                .orElseThrow()
                .id();
    }

    private static String migrate(DatabaseDriver driver, Path migrations) {
        return "version "
                + new MigrationManager(driver, MigrationSource.of(migrations))
                        .up(MigrationOptions.withoutBackup())
                        .toVersion();
    }

    private static String restore(DatabaseDriver driver, Path backups, String id) {
        return driver.perform(
                        new RestoreRequest(backups, id, Optional.empty(), true),
                        ProgressListener.NONE)
                .backupId();
    }
}
