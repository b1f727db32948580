package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.FileBackupMethod;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.database.engine.ServerBackupMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The backups in one folder.
 *
 * <p>A backup is made from the live database by the engine itself, never by copying a file that is
 * in use. It is opened and checked before it gets its name {@code database-{stem}-{time}-{id}}, and
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
        return verify(id, Optional.empty(), identityFile);
    }

    /**
     * Looks whether a backup is what its manifest says.
     *
     * @param engine the engine of the database that is open; empty if none is, which is enough for
     *     backups of files
     * @param identityFile age identities; an encrypted backup is only hashed without them
     */
    BackupVerification verify(String id, Optional<Engine> engine, Optional<Path> identityFile) {
        return new BackupReader(folder, folder.find(id), engine, identityFile).verify();
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
        Engine engine = Engine.of(driver);
        BackupManifest manifest = folder.find(id);
        manifest.requireOf(engine.type());
        return switch (manifest.backupMethod(Optional.of(engine))) {
            case FileBackupMethod method ->
                    restore(
                            method.file(driver),
                            (copy, keepAs) -> method.replace(driver, copy, keepAs),
                            id,
                            identityFile,
                            progress);
            case ServerBackupMethod _ ->
                    throw new DatabaseException(
                            DatabaseErrorCode.INVALID_CONFIGURATION,
                            "a database of a server is restored by a conversation with another"
                                    + " database of it");
        };
    }

    /**
     * Makes a database of a server from a backup, in the place of the one of that name if there is
     * one, which is kept under another name.
     *
     * @param driver a conversation with another database of the server
     * @throws DatabaseException if the backup is not sound, or of another engine
     */
    RestoreResult restore(
            DatabaseDriver driver,
            RestoreTarget target,
            String id,
            Optional<Path> identityFile,
            ProgressListener progress) {
        BackupManifest manifest = folder.find(id);
        Engine engine = Engine.of(driver);
        manifest.requireOf(engine.type());
        return switch (manifest.backupMethod(Optional.of(engine))) {
            case ServerBackupMethod method ->
                    new ServerRestore(
                                    folder,
                                    new BackupReader(
                                            folder, manifest, Optional.of(engine), identityFile),
                                    method,
                                    progress)
                            .carryOut(driver, target);
            case FileBackupMethod _ ->
                    throw new DatabaseException(
                            DatabaseErrorCode.INVALID_CONFIGURATION,
                            "a file is restored by the process that owns it");
        };
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
        BackupReader backup =
                new BackupReader(folder, folder.find(id), Optional.empty(), identityFile);
        return new Restore(database, backup, replacer, progress).carryOut();
    }

    /**
     * Returns the method by which a database is backed up.
     *
     * @param name the name of the method; empty for the usual one
     * @throws DatabaseException if its engine does not have it here
     */
    static BackupMethod method(DatabaseDriver driver, Optional<String> name) {
        List<BackupMethod> methods = Engine.of(driver).backupMethods();
        if (name.isEmpty() && methods.size() > 1) {
            return methods.stream()
                    .filter(method -> method.suits(driver))
                    .findFirst()
                    .orElse(methods.getFirst());
        }
        return methods.stream()
                .filter(method -> name.isEmpty() || name.get().equals(method.name()))
                .findFirst()
                .orElseThrow(() ->
                        new DatabaseException(
                                name.isEmpty()
                                        ? DatabaseErrorCode.BACKUP_FAILED
                                        : DatabaseErrorCode.INVALID_CONFIGURATION,
                                "cannot back up database '"
                                        + driver.information().location()
                                        + "': its engine '"
                                        + driver.information().type().configurationName()
                                        + name.map("' has no method '%s' here; it has "::formatted)
                                                .orElse("' has no method; it has ")
                                        + methods.stream()
                                                .map(BackupMethod::name)
                                                .collect(Collectors.joining(", "))));
    }
}
