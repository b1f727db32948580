package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.sqlite.file.SqliteFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to open a SQLite file: an operating-system lock on the file {@code x.db.owner} next to
 * it, held until {@link #close} or the end of the process. A {@link SqliteDriver} cannot be made
 * without it.
 *
 * <p>Who holds it is written to {@code x.db.owner-info}, a file of its own: on POSIX systems
 * closing any descriptor of a locked file drops the lock, so the locked file is opened once in a
 * process and never read. It stays when the ownership ends, because removing it would let two
 * processes lock two files of the same name.
 */
public final class DatabaseOwnership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOwnership.class);
    private static final long PAUSE_MILLIS = 25;

    /** What this process owns, by canonical path; the lock does not tell threads apart. */
    private static final Map<Path, DatabaseOwnership> OWNED = new HashMap<>();

    private final Path file;
    private final Owner owner;
    private final FileChannel channel;
    private final Set<SqliteDriver> drivers = new HashSet<>();
    private boolean closed;

    private DatabaseOwnership(Path file, Owner owner, FileChannel channel) {
        this.file = file;
        this.owner = owner;
        this.channel = channel;
    }

    /**
     * Who owns a database.
     *
     * @param processId the process
     * @param command what it is doing, for people
     * @param since when it took the ownership
     * @param socket where it answers the requests of others, once it is ready; empty if it does not
     */
    public record Owner(long processId, String command, Instant since, Optional<Path> socket) {

        @Override
        public String toString() {
            return "process " + processId + " (" + command + ") since " + since;
        }

        private String toText() {
            String answersAt = socket.map(path -> path + "\n").orElse("");
            return processId + "\n" + since + "\n" + command.replace('\n', ' ') + "\n" + answersAt;
        }

        private static Owner parse(String text) {
            String[] lines = text.split("\n", 4);
            Optional<Path> socket =
                    lines.length < 4 || lines[3].isBlank()
                            ? Optional.empty()
                            : Optional.of(Path.of(lines[3].stripTrailing()));
            return new Owner(
                    Long.parseLong(lines[0]),
                    lines[2].stripTrailing(),
                    Instant.parse(lines[1]),
                    socket);
        }
    }

    /**
     * Takes the ownership of a database, whose file need not exist.
     *
     * @param command what the owner is doing, told to others that want it
     * @throws DatabaseException with {@link DatabaseErrorCode#OWNED_BY_ANOTHER}, naming the owner,
     *     if it is taken; with {@link DatabaseErrorCode#REFUSED} if the file has a second name
     */
    public static DatabaseOwnership acquire(Path database, String command) {
        return acquire(database, command, Optional.empty(), Duration.ZERO, ProgressListener.NONE);
    }

    /**
     * Takes the ownership of a database and waits for it if it is taken.
     *
     * @param limit how long to wait
     * @param progress told once a second for what is waited
     * @throws DatabaseException with {@link DatabaseErrorCode#OWNED_BY_ANOTHER}, naming the owner,
     *     if it is still taken then
     */
    public static DatabaseOwnership acquire(
            Path database, String command, Duration limit, ProgressListener progress) {
        return acquire(database, command, Optional.empty(), limit, progress);
    }

    /**
     * Takes the ownership of a database for a process that will answer the requests of others.
     *
     * @param socket where it answers them
     * @see #acquire(Path, String, Duration, ProgressListener)
     */
    public static DatabaseOwnership acquire(
            Path database,
            String command,
            Optional<Path> socket,
            Duration limit,
            ProgressListener progress) {
        Path file = SqliteFile.canonical(database);
        long start = System.nanoTime();
        long told = -1;
        while (true) {
            Optional<DatabaseOwnership> taken = tryAcquire(file, command, socket);
            if (taken.isPresent()) {
                return taken.get();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(limit) >= 0) {
                throw ownedBy(file, waited);
            }
            if (waited.toSeconds() != told) {
                told = waited.toSeconds();
                progress.progress(
                        "wait for " + ownerText(file), told, Math.max(1, limit.toSeconds()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "the wait for the database was interrupted", e);
        }
    }

    private static Optional<DatabaseOwnership> tryAcquire(
            Path file, String command, Optional<Path> socket) {
        synchronized (OWNED) {
            if (OWNED.containsKey(file)) {
                throw openAlready(file);
            }
            FileChannel channel = lock(lockFile(file));
            if (channel == null) {
                return Optional.empty();
            }
            Owner owner = new Owner(ProcessHandle.current().pid(), command, Instant.now(), socket);
            DatabaseOwnership ownership = new DatabaseOwnership(file, owner, channel);
            OWNED.put(file, ownership);
            ownership.writeInformation();
            ownership.finishWhatWasInterrupted();
            return Optional.of(ownership);
        }
    }

    private static @Nullable FileChannel lock(Path lockFile) {
        try {
            createIfMissing(lockFile);
            BoundedFile.requireRegular(lockFile, LinkOption.NOFOLLOW_LINKS);
            FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot lock '" + lockFile + "': " + FileErrors.reason(e),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // Another class loader of this process has it.
            return null;
        }
    }

    private static void createIfMissing(Path lockFile) throws IOException {
        try {
            DurableFiles.create(lockFile);
        } catch (FileAlreadyExistsException _) {
            // The usual case: it was left by an earlier owner.
        }
    }

    private void writeInformation() {
        Path target = informationFile(file);
        try {
            DurableFiles.write(target, owner.toText());
        } catch (IOException e) {
            close();
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot write '" + target + "': " + FileErrors.reason(e),
                    e);
        }
    }

    /** No other process has the file open now, so an interrupted restore can be finished. */
    private void finishWhatWasInterrupted() {
        try {
            new FileReplacement(file)
                    .recover()
                    .ifPresent(done -> LOG.warn("database '{}': {}", file, done));
            SqliteFile.requireOneName(file);
        } catch (DatabaseException e) {
            close();
            throw e;
        }
    }

    private static Path lockFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".owner");
    }

    private static Path informationFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".owner-info");
    }

    /** Returns the owner that was recorded last; it may be gone by now. */
    public static Optional<Owner> lastOwner(Path database) {
        try {
            return Optional.of(
                    Owner.parse(
                            BoundedFile.textWithoutLinks(
                                    informationFile(SqliteFile.inExistingFolder(database)),
                                    BoundedFile.RECORD_BYTES)));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /** Returns the ownership of a database that this process holds, if it holds it. */
    static Optional<DatabaseOwnership> ofThisProcess(Path file) {
        synchronized (OWNED) {
            return Optional.ofNullable(OWNED.get(file));
        }
    }

    private static String ownerText(Path file) {
        return lastOwner(file).map(Owner::toString).orElse("a process that is just starting");
    }

    /** To wait for oneself would be to wait in vain. */
    private static DatabaseException openAlready(Path file) {
        return new DatabaseException(
                DatabaseErrorCode.OWNED_BY_ANOTHER,
                "cannot open database '"
                        + file
                        + "': it is already open in this program; use that one"
                        + " (CodeDatabase.openDriver() opens another conversation), or close it first");
    }

    private static DatabaseException ownedBy(Path file, Duration waited) {
        return new DatabaseException(
                DatabaseErrorCode.OWNED_BY_ANOTHER,
                "cannot open database '"
                        + file
                        + "': it is owned by "
                        + ownerText(file)
                        + (waited.toSeconds() > 0
                                ? ", also after " + waited.toSeconds() + " s of waiting"
                                : "")
                        + "; ask that process, or stop it");
    }

    /** Returns the canonical path of the database. */
    public Path file() {
        return file;
    }

    /** Returns what other processes read about this owner. */
    public Owner owner() {
        return owner;
    }

    synchronized void register(SqliteDriver driver) {
        if (closed) {
            throw new DatabaseException(
                    DatabaseErrorCode.OWNED_BY_ANOTHER,
                    "cannot open database '" + file + "': its ownership was given up");
        }
        drivers.add(driver);
    }

    synchronized void forget(SqliteDriver driver) {
        drivers.remove(driver);
    }

    /**
     * Puts another file in the place of a database that is not open, and that may be damaged or
     * missing.
     *
     * @param replacement a complete database in the same folder; it is moved
     * @param keepAs where the replaced file is kept, in the same folder
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if anybody has it open
     */
    public synchronized void replaceFile(Path replacement, Path keepAs) {
        requireNoneBut(null);
        new FileReplacement(file).replaceBy(replacement, keepAs);
    }

    synchronized void requireNoneBut(@Nullable SqliteDriver driver) {
        int others = drivers.size() - (driver != null && drivers.contains(driver) ? 1 : 0);
        if (others > 0) {
            throw new DatabaseException(
                    DatabaseErrorCode.BUSY,
                    "cannot replace database '"
                            + file
                            + "': "
                            + others
                            + " other conversations with it are open; end them first");
        }
    }

    /** Gives the database up. Closes the drivers that are still open; none may be in use. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Set.copyOf(drivers).forEach(SqliteDriver::close);
        synchronized (OWNED) {
            if (OWNED.remove(file, this)) {
                release();
            }
        }
    }

    private void release() {
        try {
            Files.deleteIfExists(informationFile(file));
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot give up '" + lockFile(file) + "': " + FileErrors.reason(e),
                    e);
        }
    }
}
