package dev.cairn.index.scan;

import dev.cairn.database.file.BoundedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Reads commits and trees from the repository that a folder lies in. An archive can bring any
 * {@code .git}: files that JGit would read whole must be plain and not too large, and what it reads
 * after them has a time limit. A thread that waits for a pipe cannot be stopped, so it is left
 * behind; it does not keep the process alive.
 */
final class GitReading {

    /** How long it may take, unless a caller says otherwise. */
    static final Duration USUAL_TIME_LIMIT = Duration.ofSeconds(60);

    private static final long MOST_POINTER_BYTES = 8_192;

    /** Readings that wait for a pipe stay behind, so that their number has a bound. */
    private static final int MOST_READINGS = 16;

    private static final Semaphore READINGS = new Semaphore(MOST_READINGS);

    private static final String PACKS = "objects/pack";

    private static final String COMMON_FOLDER = "commondir";

    /**
     * What JGit reads whole, below the folder of the repository, with the most bytes. In memory a
     * reference or a line of a configuration takes several times as much.
     */
    private static final Map<String, Long> READ_WHOLE =
            Map.of(
                    "HEAD",
                    MOST_POINTER_BYTES,
                    "config",
                    1L << 20,
                    "packed-refs",
                    16L << 20,
                    "objects/info/alternates",
                    1L << 20,
                    "objects/info/commit-graph",
                    256L << 20,
                    COMMON_FOLDER,
                    MOST_POINTER_BYTES,
                    "shallow",
                    16L << 20);

    private GitReading() {}

    /** What is read. */
    interface Work<T> {

        /**
         * Reads it. A thread that is interrupted should end.
         *
         * @param repository the repository, which is closed afterwards
         */
        T read(Repository repository) throws IOException;
    }

    /**
     * Reads something.
     *
     * @param root a folder; the innermost repository around it is read
     * @return empty if it lies in no repository
     * @throws IOException if it cannot be read, or takes longer than the limit
     */
    static <T> Optional<T> of(Path root, Duration limit, Work<T> work) throws IOException {
        Optional<Path> marker = marker(root);
        if (marker.isEmpty()) {
            return Optional.empty();
        }
        if (Files.isDirectory(marker.get())) {
            // JGit reads its HEAD to find it.
            requirePlainRepository(marker.get());
        } else {
            requirePlain(marker.get(), MOST_POINTER_BYTES);
        }
        FutureTask<Optional<T>> reading = new FutureTask<>(() -> read(root, work));
        if (!READINGS.tryAcquire()) {
            throw new IOException(
                    "%d readings of repositories are under way or wait for a pipe, which is the most at once"
                            .formatted(MOST_READINGS));
        }
        Thread.ofPlatform()
                .daemon()
                .name("cairn-git")
                .start(() -> {
                    try {
                        reading.run();
                    } finally {
                        READINGS.release();
                    }
                });
        try {
            return reading.get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            throw new IOException(
                    "its files were not read within %.1f s; a pipe or a loop below '.git' can be the reason"
                            .formatted(limit.toMillis() / 1_000.0),
                    e);
        } catch (InterruptedException e) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("it was stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            if (e.getCause() instanceof RevisionSyntaxException reason) {
                throw reason;
            }
            throw new IOException("its files are damaged or too large", e.getCause());
        }
    }

    private static <T> Optional<T> read(Path root, Work<T> work) throws IOException {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().setMustExist(true).findGitDir(root.toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        requirePlainRepository(builder.getGitDir().toPath());
        try (Repository repository = builder.build()) {
            return Optional.of(work.read(repository));
        }
    }

    /** Returns the innermost {@code .git} around a folder, whatever it is. */
    private static Optional<Path> marker(Path root) {
        for (Path top = root.toAbsolutePath(); top != null; top = top.getParent()) {
            Path marker = top.resolve(".git");
            if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(marker);
            }
        }
        return Optional.empty();
    }

    /** A worktree has a folder of its own, and shares the rest with the main one. */
    private static void requirePlainRepository(Path folder) throws IOException {
        requirePlainFiles(folder);
        Path common = folder.resolve(COMMON_FOLDER);
        if (Files.exists(common, LinkOption.NOFOLLOW_LINKS)) {
            try {
                requirePlainFiles(
                        folder.resolve(BoundedFile.text(common, (int) MOST_POINTER_BYTES).strip()));
            } catch (InvalidPathException e) {
                throw new IOException("'%s' names no folder".formatted(common), e);
            }
        }
    }

    private static void requirePlainFiles(Path folder) throws IOException {
        for (Map.Entry<String, Long> entry : READ_WHOLE.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                requirePlain(file, entry.getValue());
            }
        }
        Path packs = folder.resolve(PACKS);
        if (Files.isDirectory(packs)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(packs)) {
                for (Path file : files) {
                    requirePlain(file, Long.MAX_VALUE);
                }
            }
        }
    }

    private static void requirePlain(Path file, long mostBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("'%s' is not a plain file".formatted(file));
        }
        if (Files.size(file) > mostBytes) {
            throw new IOException(
                    "'%s' has %,d bytes, and %,d are the most"
                            .formatted(file, Files.size(file), mostBytes));
        }
    }
}
