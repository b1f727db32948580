package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.sqlite.file.SqliteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database file that is looked at, also where its folder cannot be written. SQLite makes side
 * files even for a connection that only reads a database with a write-ahead log, so there are three
 * ways to open one:
 *
 * <ul>
 *   <li>With SQLite's locks, where the database needs no side file or has them already.
 *   <li>As a file that does not change, where it has a write-ahead log that is not in use. {@link
 *       #isStale} says whether it changed all the same.
 *   <li>As a private copy, where a program was killed and left a log or a journal that must be
 *       played back before anything can be read.
 * </ul>
 */
final class ReadOnlyFile implements AutoCloseable {

    private static final String LOCKED = "?mode=ro";
    private static final String UNCHANGING = "?mode=ro&immutable=1";
    private static final int READ_VERSION_OFFSET = 19;
    private static final int WITH_LOG = 2;

    private final Path file;
    private final SqliteSession session;
    private final @Nullable Stamp stamp;
    private final Optional<Path> copyFolder;

    private ReadOnlyFile(
            Path file, SqliteSession session, @Nullable Stamp stamp, Optional<Path> copyFolder) {
        this.file = file;
        this.session = session;
        this.stamp = stamp;
        this.copyFolder = copyFolder;
    }

    /** What changes when another program writes the database. */
    private record Stamp(@Nullable Object key, long bytes, FileTime written, long logBytes) {

        static Stamp of(Path file) {
            try {
                BasicFileAttributes found =
                        Files.readAttributes(
                                file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Stamp(
                        found.fileKey(),
                        found.size(),
                        found.lastModifiedTime(),
                        sizeOf(side(file, "-wal")));
            } catch (IOException e) {
                throw SqliteFile.cannotOpen(file, FileErrors.reason(e), e);
            }
        }
    }

    /**
     * Opens a file.
     *
     * @param file its canonical path; no connection of this process may have it open
     * @throws DatabaseException with INVALID_CONFIGURATION if there is no such file
     */
    static ReadOnlyFile open(Path file, SqliteSettings settings) {
        requireReadable(file);
        Stamp stamp = Stamp.of(file);
        boolean logInUse = stamp.logBytes() >= 0 && Files.exists(side(file, "-shm"));
        if (stamp.logBytes() > 0 && !logInUse) {
            return copied(file, stamp, settings);
        }
        if (!logInUse && hasLog(file)) {
            return new ReadOnlyFile(
                    file,
                    SqliteSession.openForReading(file, UNCHANGING, settings),
                    stamp,
                    Optional.empty());
        }
        try {
            return new ReadOnlyFile(
                    file,
                    SqliteSession.openForReading(file, LOCKED, settings),
                    null,
                    Optional.empty());
        } catch (DatabaseException e) {
            if (sizeOf(side(file, "-journal")) > 0 || logInUse) {
                return copied(file, stamp, settings);
            }
            throw e;
        }
    }

    private static void requireReadable(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot open database '" + file + "': there is no such file");
        }
        if (!Files.isReadable(file)) {
            throw SqliteFile.cannotOpen(file, "permission to read it is denied", null);
        }
    }

    private static boolean hasLog(Path file) {
        ByteBuffer header = ByteBuffer.allocate(READ_VERSION_OFFSET + 1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(header, 0);
            return header.position() > READ_VERSION_OFFSET
                    && header.get(READ_VERSION_OFFSET) == WITH_LOG;
        } catch (IOException e) {
            throw SqliteFile.cannotOpen(file, FileErrors.reason(e), e);
        }
    }

    private static ReadOnlyFile copied(Path file, Stamp stamp, SqliteSettings settings) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("cairn");
            Path copy = folder.resolve("copy.db");
            for (String side : List.of("", "-wal", "-journal")) {
                copyIfExists(side(file, side), side(copy, side));
            }
            if (!Stamp.of(file).equals(stamp)) {
                throw new DatabaseException(
                        DatabaseErrorCode.BUSY,
                        "the database '" + file + "' was written while it was copied; try again");
            }
            return new ReadOnlyFile(
                    file,
                    SqliteSession.openForReading(copy, "", settings),
                    stamp,
                    Optional.of(folder));
        } catch (IOException e) {
            remove(folder);
            throw SqliteFile.cannotOpen(
                    file,
                    "a killed program left a log next to it, and Cairn cannot copy both to read"
                            + " them: "
                            + e,
                    e);
        } catch (DatabaseException e) {
            remove(folder);
            throw e;
        }
    }

    private static void copyIfExists(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.create(to);
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            to.toFile().setWritable(true, true);
        }
    }

    private static Path side(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Returns the size of a side file; -1 if there is none. */
    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return -1;
        }
    }

    SqliteSession session() {
        return session;
    }

    /** Returns whether another program wrote the file since it was opened without a lock. */
    boolean isStale() {
        return stamp != null && !stamp.equals(Stamp.of(file));
    }

    @Override
    public void close() {
        try {
            session.close();
        } finally {
            copyFolder.ifPresent(ReadOnlyFile::remove);
        }
    }

    private static void remove(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot remove the copy '" + folder + "': " + FileErrors.reason(e),
                    e);
        }
    }
}
