package dev.cairn.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folders in which everything of one installation is kept.
 *
 * @param data databases
 * @param backups backups of databases
 * @param logs log files
 * @param run sockets, locks and what else lives as long as a process
 */
public record StoragePaths(Path data, Path backups, Path logs, Path run) {

    /** The name of the folder in which a project keeps its own storage. */
    public static final String PROJECT_FOLDER = ".cairn";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    /** Returns the usual folders below one root, such as a project's {@code .cairn}. */
    public static StoragePaths below(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return new StoragePaths(
                absolute.resolve("data"),
                absolute.resolve("backups"),
                absolute.resolve("logs"),
                absolute.resolve("run"));
    }

    /** Returns the folder of the project whose storage this is; empty if it is no project's. */
    public Optional<Path> project() {
        Path root = data.toAbsolutePath().normalize().getParent();
        return root != null && root.endsWith(PROJECT_FOLDER)
                ? Optional.ofNullable(root.getParent())
                : Optional.empty();
    }

    /**
     * Creates the folders that are missing, for their owner only whatever the umask. A project's
     * own {@code .cairn} gets an ignore file, so that no version control takes it in.
     *
     * @throws DatabaseException if a folder cannot be made
     */
    public void create() {
        for (Path folder : List.of(data, backups, logs, run)) {
            createFolder(folder);
        }
        Path root = data.toAbsolutePath().normalize().getParent();
        if (root != null && root.endsWith(PROJECT_FOLDER)) {
            ignoreEverythingIn(root);
        }
    }

    /**
     * Creates one folder, for its owner only, with those above it that are missing. A folder that
     * exists keeps its mode.
     *
     * @throws DatabaseException if it cannot be made
     */
    public static void createFolder(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            createFolder(parent);
        }
        try {
            Files.createDirectory(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.setPosixFilePermissions(absolute, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            refuseUnlessFolder(absolute, e);
        } catch (IOException e) {
            throw cannotCreate(absolute, e);
        }
    }

    /** Two processes may make the same folder at the same moment; only a file is in the way. */
    private static void refuseUnlessFolder(Path folder, IOException cause) {
        if (!Files.isDirectory(folder)) {
            throw cannotCreate(folder, cause);
        }
    }

    private static void ignoreEverythingIn(Path root) {
        Path ignore = root.resolve(".gitignore");
        try {
            if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(ignore, "*\n");
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO, "cannot write '" + ignore + "': " + e.getMessage(), e);
        }
    }

    private static DatabaseException cannotCreate(Path folder, IOException cause) {
        return new DatabaseException(
                DatabaseErrorCode.IO,
                "cannot create folder '"
                        + folder
                        + "': "
                        + (cause instanceof FileAlreadyExistsException
                                ? "a file is in its place"
                                : cause.toString()),
                cause);
    }
}
