package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The backups in one folder.
 *
 * <p>A backup is made from the live database by SQLite itself, never by copying a file that is in
 * use. It is opened and checked before it gets its name {@code database-{stem}-{time}-{id}.db}, and
 * its manifest after that, so that what the manifests name is complete. The folder holds nothing
 * but backups of databases.
 */
public final class BackupManager {

    private final BackupFolder folder;

    private BackupManager(BackupFolder folder) {
        this.folder = folder;
    }

    /** Returns the manager of the backups in a folder, which need not exist. */
    public static BackupManager in(Path folder) {
        return new BackupManager(new BackupFolder(folder));
    }

    /**
     * Makes a backup.
     *
     * @return its manifest; empty if the database holds no rows and none was made
     * @throws DatabaseException with {@link DatabaseErrorCode#BACKUP_FAILED} if it cannot be made,
     *     with {@link DatabaseErrorCode#DISK_FULL} and the figures if the space does not suffice
     */
    public Optional<BackupManifest> create(
            DatabaseDriver driver, BackupOptions options, ProgressListener progress) {
        return new BackupWriter(folder, driver, options, false).write(progress);
    }

    /**
     * Makes a backup before a repair. Its rows are those of the database; its indexes are built
     * again if they are damaged, so that it can be restored whatever becomes of the repair.
     *
     * @return its manifest; empty if the database holds no rows and none was made
     * @throws DatabaseException as {@link #create}
     */
    Optional<BackupManifest> createBeforeRepair(
            DatabaseDriver driver, BackupOptions options, ProgressListener progress) {
        return new BackupWriter(folder, driver, options, true).write(progress);
    }

    /** Returns all backups, the newest first. */
    public List<BackupManifest> list() {
        return folder.manifests();
    }

    /**
     * Returns the backup of that id, or of which that is the beginning.
     *
     * @throws DatabaseException if there is none, or more than one
     */
    public BackupManifest find(String id) {
        return folder.find(id);
    }

    /** Returns the file of a backup. */
    public Path fileOf(BackupManifest manifest) {
        return folder.fileOf(manifest);
    }

    /**
     * Looks whether a backup is what its manifest says: the file's hash, then the database in it.
     *
     * @param identityFile age identities; an encrypted backup is only hashed without them
     */
    public BackupVerification verify(String id, Optional<Path> identityFile) {
        BackupManifest manifest = folder.find(id);
        return new BackupReader(folder, manifest, identityFile).verify();
    }

    /**
     * Removes the backups that a policy lets go.
     *
     * @return those removed
     */
    public List<BackupManifest> prune(RetentionPolicy policy) {
        return prune(policy, manifest -> true);
    }

    /**
     * Removes the backups that a policy lets go, of those that are meant.
     *
     * @return those removed
     */
    List<BackupManifest> prune(RetentionPolicy policy, Predicate<BackupManifest> meant) {
        List<BackupManifest> removed = new ArrayList<>();
        List<BackupManifest> candidates = folder.manifests().stream().filter(meant).toList();
        for (BackupManifest manifest : policy.expired(candidates, Instant.now())) {
            try {
                folder.remove(manifest);
            } catch (IOException e) {
                throw new DatabaseException(
                        DatabaseErrorCode.BACKUP_FAILED,
                        "cannot remove backup '"
                                + folder.fileOf(manifest)
                                + "': "
                                + FileErrors.reason(e),
                        e);
            }
            removed.add(manifest);
        }
        return removed;
    }

    /**
     * Puts a backup in the place of an open database. It is verified first, and what it replaces is
     * kept beside it.
     *
     * @throws DatabaseException if the backup is not sound, or anybody else has the database open
     */
    public RestoreResult restore(
            DatabaseDriver driver,
            String id,
            Optional<Path> identityFile,
            ProgressListener progress) {
        BackupMethod method = folder.find(id).backupMethod();
        return restore(
                method.location(driver),
                (copy, keepAs) -> method.replace(driver, copy, keepAs),
                id,
                identityFile,
                progress);
    }

    /**
     * Puts a backup in the place of a database that is not open, and that may be too damaged to be,
     * or missing.
     *
     * @param database the file, which the caller owns
     * @param replacer exchanges the file for another one, its first argument, and keeps it as the
     *     second
     * @throws DatabaseException if the backup is not sound, or anybody has the database open
     */
    public RestoreResult restore(
            Path database,
            BiConsumer<Path, Path> replacer,
            String id,
            Optional<Path> identityFile,
            ProgressListener progress) {
        BackupReader backup = new BackupReader(folder, folder.find(id), identityFile);
        return new Restore(database, backup, replacer, progress).carryOut();
    }

    /**
     * Returns the method by which a database is backed up unless another one is asked for.
     *
     * @throws DatabaseException if its engine has none
     */
    static BackupMethod usualMethod(DatabaseDriver driver) {
        return Engine.of(driver).backupMethods().stream()
                .findFirst()
                .orElseThrow(() ->
                        new DatabaseException(
                                DatabaseErrorCode.BACKUP_FAILED,
                                "cannot back up database '"
                                        + driver.information().location()
                                        + "': there is no way to back up its engine '"
                                        + driver.information().type().configurationName()
                                        + "'; go on without a backup (--no-backup)"));
    }
}
