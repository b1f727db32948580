package dev.cairn.index.reader;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
 * Reads files on threads of this process. A file whose parser does not end costs its thread, which
 * goes on until this process ends; the files behind it are left to a process of their own.
 */
final class ThreadReadings implements FileReadings {

    private static final long LOOK_MILLIS = 100;
    private static final long LONGEST_END_SECONDS = 3;

    private final List<ReadRequest> files;
    private final ReadingOptions options;
    private final ExecutorService threads;
    private final Queue<FileReader> readers = new ConcurrentLinkedQueue<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int nextFile;
    private boolean stuck;

    /** What reads the rest after a thread was lost. */
    private @Nullable FileReadings rest;

    private record Pending(ReadRequest file, ReadingTime time, Future<FileReading> reading) {}

    ThreadReadings(List<ReadRequest> files, ReadingOptions options) {
        this.files = files;
        this.options = options;
        this.threads =
                Executors.newFixedThreadPool(
                        options.threads(),
                        Thread.ofPlatform().name("cairn-reader-", 1).daemon().factory());
    }

    @Override
    public boolean hasNext() {
        return rest == null ? !pending.isEmpty() || nextFile < files.size() : rest.hasNext();
    }

    @Override
    public FileReading next() {
        if (rest != null) {
            return rest.next();
        }
        // A reading that is ready is returned without a look at the thread's interruption.
        if (Thread.currentThread().isInterrupted()) {
            throw stopped(null);
        }
        readAhead();
        Pending next = pending.remove();
        FileReading reading = await(next);
        if (stuck) {
            List<ReadRequest> others = files.subList(nextFile - pending.size(), files.size());
            pending.clear();
            rest = new ProcessReadings(others, options);
        }
        return reading;
    }

    private void readAhead() {
        while (nextFile < files.size() && pending.size() < options.maxAhead()) {
            ReadRequest file = files.get(nextFile++);
            ReadingTime time = new ReadingTime();
            pending.add(new Pending(file, time, threads.submit(() -> read(file, time))));
        }
    }

    /** There are never more readers than threads, because one that is free is taken first. */
    private FileReading read(ReadRequest file, ReadingTime time) {
        time.begins();
        FileReader free = readers.poll();
        FileReader reader = free == null ? new FileReader() : free;
        try {
            return reader.read(file);
        } finally {
            readers.add(reader);
        }
    }

    private FileReading await(Pending next) {
        try {
            while (true) {
                try {
                    return next.reading.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    if (next.time.hasTaken(options.fileTimeLimit()) && !next.reading.isDone()) {
                        stuck = true;
                        return FileReader.readUnparsed(
                                next.file, ReadingTime.tooLong(options.fileTimeLimit()));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a thread failed to read '" + next.file.path() + "': " + e.getCause(),
                    e.getCause());
        }
    }

    static DatabaseException stopped(@Nullable InterruptedException cause) {
        return new DatabaseException(
                DatabaseErrorCode.CANCELLED,
                "indexing was stopped; the files that are done stay, the next run does the others",
                cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (rest != null) {
            rest.close();
        }
        try {
            if (threads.awaitTermination(stuck ? 0 : LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                readers.forEach(FileReader::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
