package dev.cairn.index.reader;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One running process that reads files; a thread of its own hears what it says. */
final class ReaderProcess implements AutoCloseable {

    /** Hears what the process says. */
    interface Listener {

        void begun(long number);

        void read(long number, FileReading reading);

        void stuck(long number);

        /** The process has ended with a status. */
        void ended(int status);
    }

    private static final RecordCodec REQUESTS = RecordCodec.of(ReadRequest.class);
    private static final RecordCodec READINGS = RecordCodec.of(FileReading.class);
    private static final long END_SECONDS = 2;

    private final Process process;
    private final DataOutputStream requests;

    // Guarded by this.
    private Listener listener;
    private boolean ended;

    private ReaderProcess(Process process, Listener listener) {
        this.process = process;
        this.listener = listener;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts a process.
     *
     * @throws DatabaseException with WORKER_FAILED if it cannot be started
     */
    static ReaderProcess start(ReadingOptions options, Listener listener) {
        ProcessBuilder builder = new ProcessBuilder(ReaderCommand.words(options));
        builder.redirectError(errors(options));
        try {
            ReaderProcess reader = new ReaderProcess(builder.start(), listener);
            Thread.ofPlatform().daemon().name("cairn-reader-answers").start(reader::listen);
            return reader;
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.WORKER_FAILED,
                    "cannot start the process that reads files: " + e.getMessage(),
                    e);
        }
    }

    private static ProcessBuilder.Redirect errors(ReadingOptions options) {
        return options.logFolder()
                .filter(Files::isDirectory)
                .map(folder -> folder.resolve("reader.err"))
                .filter(file -> !Files.isSymbolicLink(file))
                .map(Path::toFile)
                .map((File file) -> ProcessBuilder.Redirect.to(file))
                .orElse(ProcessBuilder.Redirect.DISCARD);
    }

    private void listen() {
        try (DataInputStream answers =
                new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            while (true) {
                int kind = answers.read();
                if (kind < 0) {
                    break;
                }
                long number = answers.readLong();
                switch (kind) {
                    case ReaderMain.BEGUN -> listener().begun(number);
                    case ReaderMain.READ ->
                            listener().read(number, (FileReading) READINGS.read(answers));
                    case ReaderMain.STUCK -> listener().stuck(number);
                    default -> throw new IOException("unknown answer " + kind);
                }
            }
        } catch (IOException e) {
            // What it said last is not whole: it is at its end, or is brought to it.
        }
        process.destroyForcibly();
        Listener last;
        synchronized (this) {
            ended = true;
            last = listener;
        }
        last.ended(status());
    }

    private synchronized Listener listener() {
        return listener;
    }

    private int status() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Sends a request; one that a process at its end does not take is not an error here. */
    void send(long number, ReadRequest request) {
        try {
            requests.writeLong(number);
            REQUESTS.write(requests, request);
            requests.flush();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    /** Sets who hears the answers to later requests; all earlier ones were answered. */
    void answerTo(Listener next) {
        boolean over;
        synchronized (this) {
            listener = next;
            over = ended;
        }
        if (over) {
            next.ended(status());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
