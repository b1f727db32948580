package dev.cairn.database.sqlite.file;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a database as the file system sees it. It is never opened here once SQLite has it
 * open: closing any other descriptor would drop the locks of the whole process
 * (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
public final class SqliteFile {

    private static final List<String> SIDE_FILES = List.of("-wal", "-shm", "-journal");

    private SqliteFile() {}

    /**
     * Returns the one path by which a database is known, with no symbolic link in it. Its folder is
     * created if it is missing.
     *
     * @throws DatabaseException if the path is a symbolic link or a folder
     */
    public static Path canonical(Path database) {
        requireName(database);
        Path absolute = database.toAbsolutePath().normalize();
        StoragePaths.createFolder(Objects.requireNonNullElse(absolute.getParent(), absolute));
        return withoutLinks(absolute);
    }

    /**
     * Returns the one path by which a database is known, as {@link #canonical} does, but creates
     * nothing.
     *
     * @throws DatabaseException with INVALID_CONFIGURATION if the folder does not exist
     */
    public static Path inExistingFolder(Path database) {
        requireName(database);
        Path absolute = database.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        StoragePaths.requireNoLinks(absolute);
        if (!Files.isDirectory(folder)) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot open database '%s': there is no folder '%s'"
                            .formatted(absolute, folder));
        }
        return withoutLinks(absolute);
    }

    /**
     * Returns the number of hard links to a database file: 0 if the file is missing, 1 if the file
     * system does not report it.
     */
    public static int names(Path database) throws IOException {
        try {
            return (Integer) Files.getAttribute(database, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1;
        }
    }

    /**
     * Checks that a database has no second name. SQLite names the log after the database, so that
     * two names have two logs, and what one writes destroys what the other has
     * (https://www.sqlite.org/howtocorrupt.html, 2.5).
     *
     * @throws DatabaseException with REFUSED if it has
     */
    public static void requireOneName(Path database) {
        try {
            int names = names(database);
            if (names > 1) {
                throw new DatabaseException(
                        DatabaseErrorCode.REFUSED,
                        "cannot open database '%s' to write: the file has %d names (hard links), and SQLite keeps a log for each name, which destroys the database; remove the other names ('find FOLDER -samefile %s' finds them), or work on a copy"
                                .formatted(database, names, database.getFileName()));
            }
        } catch (IOException e) {
            throw cannotOpen(database, FileErrors.reason(e), e);
        }
    }

    /** SQLite's own names for databases that are not files would become files of that name. */
    private static void requireName(Path database) {
        String name = String.valueOf(database.getFileName());
        if (name.equals(":memory:") || name.startsWith("file:")) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot open database '%s': it is not a file, and Cairn works on files; name a file, for a test one in a temporary folder"
                            .formatted(database));
        }
    }

    private static Path withoutLinks(Path absolute) {
        Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        if (Files.isSymbolicLink(absolute)) {
            throw cannotOpen(
                    absolute, "it is a symbolic link, which is not followed; name the file", null);
        }
        requireRegularIfPresent(absolute);
        SIDE_FILES.forEach(ending -> requireSideFile(absolute, ending));
        try {
            return folder.toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            throw cannotOpen(absolute, FileErrors.reason(e), e);
        }
    }

    /** SQLite would wait at a pipe without end, and take a device for an empty database. */
    private static void requireRegularIfPresent(Path file) {
        try {
            BoundedFile.requireRegular(file, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            // It may be created.
        } catch (AccessDeniedException e) {
            throw cannotOpen(file, "permission to look into its folder is denied", e);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot open database '%s': %s; name a file"
                            .formatted(file, FileErrors.reason(e)),
                    e);
        }
    }

    /** SQLite only says that it cannot open the database. */
    private static void requireSideFile(Path database, String ending) {
        Path side = database.resolveSibling(database.getFileName() + ending);
        try {
            BoundedFile.requireRegular(side, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | AccessDeniedException _) {
            // It may be created; who may not look into the folder learns that from the database.
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot open database '%s': SQLite needs the name '%s' for a file of its own, but %s; rename or remove it"
                            .formatted(database, side, FileErrors.reason(e)),
                    e);
        }
    }

    /**
     * Creates the database's file if it is missing; its -wal and -shm then get the same mode.
     *
     * @return whether the database is new, which a file without content is too
     */
    public static boolean createIfMissing(Path file) {
        try {
            DurableFiles.create(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            requirePermissions(file);
            return isEmpty(file);
        } catch (IOException e) {
            throw cannotOpen(file, FileErrors.reason(e), e);
        }
    }

    /** SQLite only says that it cannot open the file, or finds out with the first write. */
    private static void requirePermissions(Path file) {
        if (!Files.isReadable(file)) {
            throw cannotOpen(file, "permission to read it is denied", null);
        }
        if (!Files.isWritable(file)) {
            throw cannotOpen(file, "permission to write it is denied", null);
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw cannotOpen(file, FileErrors.reason(e), e);
        }
    }

    /** Returns what identifies the file behind a path; null if there is none. */
    static @Nullable Object identity(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    public static DatabaseException cannotOpen(
            Path file, String reason, @Nullable Throwable cause) {
        return new DatabaseException(
                DatabaseErrorCode.IO, "cannot open database '" + file + "': " + reason, cause);
    }
}
