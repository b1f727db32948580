package dev.cairn.index;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.store.FileChange;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads and parses files on threads of its own, ahead of the one who takes the results in the order
 * of the files. How far ahead is bounded by the number of files and by their size.
 */
final class Pipeline implements AutoCloseable {

    private static final long MAX_PENDING_BYTES = 32L * 1024 * 1024;

    private final List<FileWork> work;
    private final int maxPending;
    private final ExecutorService threads;
    private final Queue<Extractor> extractors = new ConcurrentLinkedQueue<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int nextWork;
    private long pendingBytes;

    private record Pending(Future<Optional<FileChange>> result, long bytes) {}

    Pipeline(List<FileWork> work, IndexOptions options) {
        this.work = work;
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
        pendingBytes -= next.bytes;
        Optional<FileChange> result = await(next.result);
        readAhead();
        return result;
    }

    private void readAhead() {
        while (nextWork < work.size()
                && pending.size() < maxPending
                && (pending.isEmpty() || pendingBytes < MAX_PENDING_BYTES)) {
            FileWork file = work.get(nextWork++);
            pendingBytes += file.file().size();
            pending.add(new Pending(threads.submit(() -> read(file)), file.file().size()));
        }
    }

    /** There are never more extractors than threads, because one that is free is taken first. */
    private Optional<FileChange> read(FileWork file) {
        Extractor free = extractors.poll();
        Extractor extractor = free == null ? new Extractor() : free;
        try {
            return file.read(extractor);
        } finally {
            extractors.add(extractor);
        }
    }

    private static Optional<FileChange> await(Future<Optional<FileChange>> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a parser thread failed: " + e.getCause(), e.getCause());
        }
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
            if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                extractors.forEach(Extractor::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
