package dev.cairn.index.project;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StoragePaths;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to index a project: one process has it at a time, held by a lock of the operating
 * system, so that it is free when its process is gone. Beside the lock is a file that says how far
 * the job is, for those that wait and for commands that find the index incomplete.
 */
public final class IndexJob implements ProgressListener, AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String PREFIX = "index-";
    private static final String LOCK = ".lock";
    private static final String REPORT = ".job";
    private static final long PAUSE_MILLIS = 100;
    private static final long REPORT_NANOS = 500_000_000;
    private static final int MAX_REPORT_BYTES = 8192;

    /** Closing any handle of a locked file frees the lock, so the own ones are not opened again. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final Path report;
    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;
    private final Instant began = Instant.now();
    private String phase = "";
    private long reportedNanos;

    private IndexJob(Path lockFile, Path root, FileChannel channel, FileLock lock) {
        this.lockFile = lockFile;
        this.report = withEnding(lockFile, REPORT);
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Begins a job, after the one that another process may be at.
     *
     * @param run the folder of what lives as long as a process
     * @param root the project's folder; absolute, without symbolic links
     * @param limit how long to wait for the other job
     * @param waiting told about the other job, once a second while it goes on
     * @throws DatabaseException with BUSY if the other job took longer, with CANCELLED if the
     *     thread was interrupted
     */
    public static IndexJob begin(
            Path run, Path root, Duration limit, Consumer<Optional<RunningJob>> waiting) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long attempt = 0; ; attempt++) {
            Optional<IndexJob> job = tryBegin(run, root);
            if (job.isPresent()) {
                return job.get();
            }
            Optional<RunningJob> other = running(run, root);
            if (System.nanoTime() - deadline > 0) {
                throw new DatabaseException(
                        DatabaseErrorCode.BUSY,
                        "cannot index '%s': %s, and was not done within %d s"
                                .formatted(
                                        root,
                                        other.map(RunningJob::text)
                                                .orElse("another process is indexing it"),
                                        limit.toSeconds()));
            }
            if (attempt % (1000 / PAUSE_MILLIS) == 0) {
                waiting.accept(other);
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
                    DatabaseErrorCode.CANCELLED,
                    "stopped while it waited for the indexing by another process",
                    e);
        }
    }

    /** Begins a job unless another process, or this one, is at it. */
    public static Optional<IndexJob> tryBegin(Path run, Path root) {
        StoragePaths.createFolder(run);
        Path lockFile = run.resolve(PREFIX + key(root) + LOCK);
        if (!OWN.add(lockFile)) {
            return Optional.empty();
        }
        IndexJob job = null;
        try {
            FileChannel channel =
                    FileChannel.open(
                            lockFile,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS),
                            OWNER_ONLY);
            FileLock lock = lock(channel);
            if (lock != null) {
                job = new IndexJob(lockFile, root, channel, lock);
                job.progress("scan", 0, 0);
                return Optional.of(job);
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot lock the indexing of '" + root + "': " + e.getMessage(),
                    e);
        } finally {
            if (job == null) {
                OWN.remove(lockFile);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String key(Path root) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(root.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Path withEnding(Path lockFile, String ending) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()) + ending);
    }

    /** Returns the job that a running process is at for a project. */
    public static Optional<RunningJob> running(Path run, Path root) {
        return read(run.resolve(PREFIX + key(root) + REPORT));
    }

    /** Returns the jobs that running processes are at. */
    public static List<RunningJob> running(Path run) {
        List<RunningJob> jobs = new ArrayList<>();
        try (Stream<Path> files = Files.list(run)) {
            files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(file -> file.getFileName().toString().endsWith(REPORT))
                    .sorted()
                    .forEach(file -> read(file).ifPresent(jobs::add));
        } catch (IOException e) {
            return List.of();
        }
        return jobs;
    }

    /** Returns what a report says; empty if its process is gone. */
    private static Optional<RunningJob> read(Path report) {
        try {
            if (!Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(report) > MAX_REPORT_BYTES) {
                return Optional.empty();
            }
            String[] lines = Files.readString(report).split("\n", 6);
            if (lines.length < 6) {
                return Optional.empty();
            }
            RunningJob job =
                    new RunningJob(
                            Long.parseLong(lines[0]),
                            lines[5],
                            Instant.ofEpochMilli(Long.parseLong(lines[1])),
                            lines[2],
                            Long.parseLong(lines[3]),
                            Long.parseLong(lines[4]));
            return Optional.of(job).filter(some -> isRunning(some.process()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isRunning(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Writes how far the job is, twice a second at most. */
    @Override
    public void progress(String current, long done, long total) {
        long now = System.nanoTime();
        if (current.equals(phase) && now - reportedNanos < REPORT_NANOS) {
            return;
        }
        phase = current;
        reportedNanos = now;
        String text =
                "%d\n%d\n%s\n%d\n%d\n%s"
                        .formatted(
                                ProcessHandle.current().pid(),
                                began.toEpochMilli(),
                                current,
                                done,
                                total,
                                root);
        try {
            Path partial = withEnding(lockFile, ".part");
            Files.deleteIfExists(partial);
            // A new file, so that a link that a checkout brought is not followed.
            Files.writeString(partial, text, StandardOpenOption.CREATE_NEW);
            Files.move(partial, report, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Others then know that there is a job, and not how far it is.
        }
    }

    /** Ends the job. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(report);
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The lock is free at the end of the process.
        } finally {
            OWN.remove(lockFile);
        }
    }
}
