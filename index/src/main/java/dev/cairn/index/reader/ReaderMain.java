package dev.cairn.index.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process that reads files for another: requests come on the standard input, readings go to the
 * standard output. It ends with its input, with a file whose parser does not end within its time,
 * and when it takes more memory than it may. Who started it then starts another one.
 */
public final class ReaderMain {

    /** A file is begun: its number follows. */
    static final byte BEGUN = 1;

    /** A file is read: its number and its {@link FileReading} follow. */
    static final byte READ = 2;

    /** A file's parser does not end: its number follows, and the process ends. */
    static final byte STUCK = 3;

    static final int STATUS_STUCK = 70;
    static final int STATUS_MEMORY = 71;

    private static final long LOOK_MILLIS = 50;
    private static final long PAGE_BYTES = 4096;

    private final Duration fileTimeLimit;
    private final long maxResidentBytes;
    private final DataOutputStream output;
    private final ExecutorService threads;
    private final Map<Long, ReadingTime> running = new ConcurrentHashMap<>();
    private final Queue<FileReader> readers = new ConcurrentLinkedQueue<>();
    private final RecordCodec requests = RecordCodec.of(ReadRequest.class);
    private final RecordCodec readings = RecordCodec.of(FileReading.class);

    private ReaderMain(int threads, Duration fileTimeLimit, long maxResidentBytes) {
        this.fileTimeLimit = fileTimeLimit;
        this.maxResidentBytes = maxResidentBytes;
        this.threads = Executors.newFixedThreadPool(threads);
        this.output =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), 1 << 16));
    }

    /**
     * Reads files until the input ends.
     *
     * @param arguments how many threads read, how many milliseconds of processor time a file may
     *     take, how many bytes the process may take
     */
    public static void main(String[] arguments) throws IOException {
        ReaderMain main =
                new ReaderMain(
                        Integer.parseInt(arguments[0]),
                        Duration.ofMillis(Long.parseLong(arguments[1])),
                        Long.parseLong(arguments[2]));
        // Nothing else may write where the readings go.
        System.setOut(System.err);
        Thread.ofPlatform().daemon().name("cairn-reader-limits").start(main::watch);
        main.serve();
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException {
        try (DataInputStream input =
                new DataInputStream(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            while (true) {
                long number = input.readLong();
                ReadRequest request = (ReadRequest) requests.read(input);
                threads.execute(() -> read(number, request));
            }
        } catch (EOFException e) {
            // The other process needs no more, or is gone.
        }
    }

    private void read(long number, ReadRequest request) {
        try {
            send(BEGUN, number);
            ReadingTime time = new ReadingTime();
            time.begins();
            running.put(number, time);
            FileReader free = readers.poll();
            FileReader reader = free == null ? new FileReader() : free;
            FileReading reading = reader.read(request);
            readers.add(reader);
            running.remove(number);
            send(number, reading);
        } catch (Throwable e) {
            // The other process finds out which file it was by its number.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void send(byte kind, long number) throws IOException {
        synchronized (output) {
            output.writeByte(kind);
            output.writeLong(number);
            output.flush();
        }
    }

    private void send(long number, FileReading reading) throws IOException {
        synchronized (output) {
            output.writeByte(READ);
            output.writeLong(number);
            readings.write(output, reading);
            output.flush();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                for (Map.Entry<Long, ReadingTime> file : running.entrySet()) {
                    if (file.getValue().hasTaken(fileTimeLimit)) {
                        send(STUCK, file.getKey());
                        Runtime.getRuntime().halt(STATUS_STUCK);
                    }
                }
                if (residentBytes() > maxResidentBytes) {
                    Runtime.getRuntime().halt(STATUS_MEMORY);
                }
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Returns the memory that the process takes, most of which a parser takes outside the heap. */
    private static long residentBytes() {
        try {
            String text = Files.readString(Path.of("/proc/self/statm"), StandardCharsets.US_ASCII);
            return Long.parseLong(text.split(" ", -1)[1]) * PAGE_BYTES;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
