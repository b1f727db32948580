package dev.cairn.index;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.store.FileChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and parses files on threads of its own, ahead of the one who takes the results in the order
 * of the files. How far ahead is bounded by the number of files and by their size.
 */
final class Pipeline implements AutoCloseable {

    private static final long MAX_PENDING_BYTES = 32L * 1024 * 1024;
    private static final long LOOK_MILLIS = 500;
    private static final long LONGEST_END_SECONDS = 3;

    private final List<FileWork> work;
    private final int maxPending;
    private final Duration fileTimeLimit;
    private final ExecutorService threads;
    private final Queue<Extractor> extractors = new ConcurrentLinkedQueue<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int nextWork;
    private long pendingBytes;

    /** The path of a file whose parser did not end. */
    private @Nullable String stuck;

    private record Pending(FileWork file, ParserTask task, Future<Optional<FileChange>> result) {}

    Pipeline(List<FileWork> work, IndexOptions options) {
        this.work = work;
        this.fileTimeLimit = options.fileTimeLimit();
        this.maxPending = 2 * options.batchFiles() + options.parserThreads();
        this.threads =
                Executors.newFixedThreadPool(
                        options.parserThreads(),
                        Thread.ofPlatform().name("cairn-parser-", 1).daemon().factory());
    }

    boolean hasNext() {
        return !pending.isEmpty() || nextWork < work.size();
    }

    /** Returns what the index has to learn of the next file; waits for it. */
    Optional<FileChange> next() {
        // A result that is ready is given out without looking at the thread's interruption.
        if (Thread.currentThread().isInterrupted()) {
            throw stopped(null);
        }
        readAhead();
        Pending next = pending.remove();
        pendingBytes -= next.file.file().size();
        Optional<FileChange> result = await(next);
        if (stuck == null) {
            readAhead();
        }
        return result;
    }

    /**
     * Returns the path of a file whose parser did not end. Its thread goes on, which nothing but
     * the end of the process can change, and may take memory without end: no more is to be asked of
     * this pipeline.
     */
    Optional<String> stuck() {
        return Optional.ofNullable(stuck);
    }

    private void readAhead() {
        while (nextWork < work.size()
                && pending.size() < maxPending
                && (pending.isEmpty() || pendingBytes < MAX_PENDING_BYTES)) {
            FileWork file = work.get(nextWork++);
            pendingBytes += file.file().size();
            ParserTask task = new ParserTask();
            pending.add(new Pending(file, task, threads.submit(() -> read(file, task))));
        }
    }

    /** There are never more extractors than threads, because one that is free is taken first. */
    private Optional<FileChange> read(FileWork file, ParserTask task) {
        task.begins();
        Extractor free = extractors.poll();
        Extractor extractor = free == null ? new Extractor() : free;
        try {
            return file.read(extractor);
        } finally {
            extractors.add(extractor);
        }
    }

    private Optional<FileChange> await(Pending next) {
        try {
            while (true) {
                try {
                    return next.result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    if (next.task.hasTaken(fileTimeLimit) && !next.result.isDone()) {
                        return giveUp(next.file);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a parser thread failed: " + e.getCause(), e.getCause());
        }
    }

    private Optional<FileChange> giveUp(FileWork file) {
        stuck = file.file().path();
        return file.readUnparsed(
                "its parser did not end within %s s of processor time; only the text is indexed"
                        .formatted(fileTimeLimit.toMillis() / 1_000.0));
    }

    private static DatabaseException stopped(@Nullable InterruptedException cause) {
        return new DatabaseException(
                DatabaseErrorCode.CANCELLED,
                "indexing was stopped; what was written stays, the next run does the rest",
                cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            // Who is not done by then is stuck, and cannot be stopped.
            if (threads.awaitTermination(
                    stuck == null ? LONGEST_END_SECONDS : 0, TimeUnit.SECONDS)) {
                extractors.forEach(Extractor::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
