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
 * its manifest after that, so every backup with a manifest is complete. The folder holds only
 * backups of databases.
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
     * Returns the backup with an id that begins with the given text.
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
     * Verifies a backup against its manifest: the file's hash, then the database in it.
     *
     * @param identityFile age identities; an encrypted backup is only hashed without them
     */
    public BackupVerification verify(String id, Optional<Path> identityFile) {
        return verify(id, Optional.empty(), identityFile);
    }

    /**
     * Verifies a backup against its manifest.
     *
     * @param engine the engine of the database that is open; empty if none is, which is enough for
     *     backups of files
     * @param identityFile age identities; an encrypted backup is only hashed without them
     */
    BackupVerification verify(String id, Optional<Engine> engine, Optional<Path> identityFile) {
        return new BackupReader(folder, folder.find(id), engine, identityFile).verify();
    }

    /**
     * Removes the backups that a policy does not keep.
     *
     * @return those removed
     */
    public List<BackupManifest> prune(RetentionPolicy policy) {
        return prune(policy, manifest -> true);
    }

    /**
     * Removes the backups that match, and that a policy does not keep.
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
     * Replaces an open database by a backup. The backup is verified first, and the replaced file is
     * kept next to the database.
     *
     * @throws DatabaseException if the backup is not sound, or another process has the database
     *     open
     */
    public RestoreResult restore(
            DatabaseDriver driver,
            String id,
            Optional<Path> identityFile,
            ProgressListener progress) {
        return restore(driver, Optional.empty(), id, identityFile, progress);
    }

    /**
     * Replaces a database by a backup, which is verified first. What is replaced is kept under
     * another name.
     *
     * @param driver a connection to the database if it is a file, or to another database of the
     *     server
     * @param target the database of the server; empty for a file
     * @throws DatabaseException if the backup is not sound, or of another engine
     */
    RestoreResult restore(
            DatabaseDriver driver,
            Optional<RestoreTarget> target,
            String id,
            Optional<Path> identityFile,
            ProgressListener progress) {
        Engine engine = Engine.of(driver);
        BackupManifest manifest = folder.find(id);
        manifest.requireOf(engine.type());
        BackupReader backup = new BackupReader(folder, manifest, Optional.of(engine), identityFile);
        return switch (manifest.backupMethod(Optional.of(engine))) {
            case FileBackupMethod method when target.isEmpty() ->
                    new Restore(
                                    method.file(driver),
                                    backup,
                                    (copy, keepAs) -> method.replace(driver, copy, keepAs),
                                    progress)
                            .carryOut();
            case ServerBackupMethod method when target.isPresent() ->
                    new ServerRestore(folder, backup, method, progress)
                            .carryOut(driver, target.get());
            case FileBackupMethod _ ->
                    throw unsuitable(id, "a file has no target; restore it without one");
            case ServerBackupMethod _ ->
                    throw unsuitable(
                            id,
                            "a server does not replace the database of the connection; connect to"
                                    + " another database of it, and name the target");
        };
    }

    private static DatabaseException unsuitable(String id, String reason) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot restore backup '%s': %s".formatted(id, reason));
    }

    /**
     * Replaces a database that is not open, and may be missing or too damaged to be opened.
     *
     * @param database the file, which the caller owns
     * @param replacer replaces the file by its first argument, and keeps the old file as its second
     * @throws DatabaseException if the backup is not sound, or another process has the database
     *     open
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
