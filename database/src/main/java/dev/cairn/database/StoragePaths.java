package dev.cairn.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
     * exists keeps its mode. A new {@value #PROJECT_FOLDER} gets its ignore file.
     *
     * @throws DatabaseException if it cannot be made, or if it or a folder above it inside a
     *     {@value #PROJECT_FOLDER} is a symbolic link
     */
    public static void createFolder(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        requireNoLinks(absolute);
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
            if (absolute.endsWith(PROJECT_FOLDER)) {
                ignoreEverythingIn(absolute);
            }
        } catch (FileAlreadyExistsException e) {
            refuseUnlessFolder(absolute, e);
        } catch (IOException e) {
            throw cannotCreate(absolute, e);
        }
    }

    /**
     * Refuses a path that leads through a symbolic link at or below a folder {@value
     * #PROJECT_FOLDER}: a checkout can contain such a link, and what Cairn writes would go where it
     * points.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#FORBIDDEN} that names the link
     */
    public static void requireNoLinks(Path path) {
        Path part = path.getRoot();
        boolean own = false;
        for (Path name : path) {
            part = part == null ? name : part.resolve(name);
            own |= name.toString().equals(PROJECT_FOLDER);
            if (own && Files.isSymbolicLink(part)) {
                throw new DatabaseException(
                        DatabaseErrorCode.FORBIDDEN,
                        ("cannot use '%s': '%s' is a symbolic link, and links inside %s are not"
                                        + " followed; remove the link, or name the other place with"
                                        + " --config FILE")
                                .formatted(path, part, PROJECT_FOLDER));
            }
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
                Files.writeString(ignore, "*\n", StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException _) {
            // Another process made it at the same moment.
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot write '" + ignore + "': " + FileErrors.reason(e),
                    e);
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
                                : FileErrors.reason(cause)),
                cause);
    }
}
