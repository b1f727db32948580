package dev.cairn.index.reader;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in a process of its own, ahead of the thread that takes the readings. When the
 * process ends early another one is started. The file whose time was up is indexed as text; where
 * it is not known which file ended the process, those that were being read are read again one by
 * one, and one that ends its process alone is indexed as text.
 */
final class ProcessReadings implements FileReadings {

    private static final long MAX_AHEAD_BYTES = 8L * 1024 * 1024;
    private static final long LOOK_MILLIS = 500;
    private static final int MAX_IDLE_ENDS = 3;
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final List<ReadRequest> files;
    private final ReadingOptions options;
    private final Deque<Long> asked = new ArrayDeque<>();
    private int nextFile;
    private long askedBytes;

    // Guarded by this: what the process says comes on another thread.
    private final Map<Long, FileReading> readings = new HashMap<>();
    private final Set<Long> begun = new HashSet<>();
    private final Set<Long> suspects = new HashSet<>();
    private long generation;
    private long heardNanos;
    private boolean ended;
    private int status;
    private @Nullable Long stuck;
    private boolean resendNeeded;

    /** Requests without an answer at the close; null where the process is not kept for them. */
    private @Nullable Set<Long> leftOpen;

    private int idleEnds;
    private @Nullable ReaderProcess process;

    ProcessReadings(List<ReadRequest> files, ReadingOptions options) {
        this.files = List.copyOf(files);
        this.options = options;
    }

    @Override
    public boolean hasNext() {
        return !asked.isEmpty() || nextFile < files.size();
    }

    @Override
    public FileReading next() {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw ThreadReadings.stopped(null);
            }
            askAhead();
            long number = asked.getFirst();
            FileReading reading = await(number);
            asked.removeFirst();
            askedBytes -= file(number).bytes();
            return reading;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ThreadReadings.stopped(e);
        }
    }

    private ReadRequest file(long number) {
        return files.get((int) number);
    }

    private void askAhead() {
        ReaderProcess present = process;
        while (nextFile < files.size()
                && asked.size() < options.maxAhead()
                && (asked.isEmpty() || askedBytes < MAX_AHEAD_BYTES)) {
            long number = nextFile++;
            asked.addLast(number);
            askedBytes += file(number).bytes();
            if (present != null && isSendingAll()) {
                present.send(number, file(number));
            }
        }
    }

    /** Returns whether a file is sent when it is asked for, and not by {@link #resend}. */
    private synchronized boolean isSendingAll() {
        return suspects.isEmpty() && !resendNeeded;
    }

    private ReaderProcess start() {
        long mine;
        synchronized (this) {
            mine = ++generation;
            ended = false;
            stuck = null;
            begun.clear();
            heardNanos = System.nanoTime();
            resendNeeded = true;
        }
        Answers answers = new Answers(mine);
        Optional<ReaderProcess> kept = KeptReaders.take(options);
        kept.ifPresent(reader -> reader.answerTo(answers));
        return kept.orElseGet(() -> ReaderProcess.start(options, answers));
    }

    private FileReading await(long number) throws InterruptedException {
        while (true) {
            ReaderProcess present = process == null ? start() : process;
            process = present;
            resend(present);
            synchronized (this) {
                FileReading reading = readings.remove(number);
                if (reading != null) {
                    return reading;
                }
                if (ended) {
                    learnFromEnd();
                } else if (!resendNeeded) {
                    wait(LOOK_MILLIS);
                    endIfSilent();
                }
            }
        }
    }

    private void endIfSilent() {
        if (!ended && System.nanoTime() - heardNanos > SILENCE.toNanos() && process != null) {
            process.kill();
        }
    }

    /** Decides what the end of the process says about the files it was reading. */
    private void learnFromEnd() {
        process = null;
        Set<Long> reading = new HashSet<>(begun);
        reading.removeAll(readings.keySet());
        if (stuck != null) {
            giveUp(stuck, ReadingTime.tooLong(options.fileTimeLimit()));
            idleEnds = 0;
        } else if (reading.isEmpty()) {
            if (++idleEnds > MAX_IDLE_ENDS) {
                throw cannotRead();
            }
        } else if (reading.size() == 1 && suspects.containsAll(reading)) {
            giveUp(
                    reading.iterator().next(),
                    status == ReaderMain.STATUS_MEMORY
                            ? "its parser took too much memory"
                            : "its parser ended its process (status %d)".formatted(status));
            idleEnds = 0;
        } else {
            suspects.addAll(reading);
        }
    }

    private void giveUp(long number, String reason) {
        readings.put(number, FileReader.readUnparsed(file(number), reason));
        suspects.remove(number);
    }

    private DatabaseException cannotRead() {
        String log =
                options.logFolder()
                        .map(folder -> "; see '" + folder.resolve("reader.err") + "'")
                        .orElse("");
        return new DatabaseException(
                DatabaseErrorCode.WORKER_FAILED,
                "the process that reads files ended %d times before it read one (status %d)%s"
                        .formatted(idleEnds, status, log));
    }

    /**
     * Asks a new process for what the former one left; where there are suspects, for one of them,
     * and for the next or for all others when it was read.
     */
    private void resend(ReaderProcess present) {
        List<Long> missing;
        synchronized (this) {
            if (!resendNeeded) {
                return;
            }
            resendNeeded = false;
            missing =
                    asked.stream()
                            .filter(number -> !readings.containsKey(number))
                            .filter(number -> suspects.isEmpty() || suspects.contains(number))
                            .limit(suspects.isEmpty() ? asked.size() : 1)
                            .toList();
        }
        for (long number : missing) {
            present.send(number, file(number));
        }
    }

    /** What one process says; nothing that is heard of a former one counts. */
    private final class Answers implements ReaderProcess.Listener {

        private final long mine;

        Answers(long mine) {
            this.mine = mine;
        }

        @Override
        public void begun(long number) {
            synchronized (ProcessReadings.this) {
                if (mine == generation) {
                    begun.add(number);
                    heardNanos = System.nanoTime();
                }
            }
        }

        @Override
        public void read(long number, FileReading reading) {
            synchronized (ProcessReadings.this) {
                if (mine == generation) {
                    readings.put(number, reading);
                    begun.remove(number);
                    idleEnds = 0;
                    heardNanos = System.nanoTime();
                    resendNeeded |= suspects.remove(number);
                    ProcessReadings.this.notifyAll();
                } else if (mine + 1 == generation) {
                    answeredTooLate(number);
                }
            }
        }

        @Override
        public void stuck(long number) {
            synchronized (ProcessReadings.this) {
                if (mine == generation) {
                    stuck = number;
                }
            }
        }

        @Override
        public void ended(int exitStatus) {
            synchronized (ProcessReadings.this) {
                if (mine == generation) {
                    ended = true;
                    status = exitStatus;
                    ProcessReadings.this.notifyAll();
                }
            }
        }
    }

    @Override
    public void close() {
        ReaderProcess present = process;
        if (present == null) {
            return;
        }
        synchronized (this) {
            generation++;
            Set<Long> open = new HashSet<>(asked);
            open.removeAll(readings.keySet());
            boolean sound = !ended && !resendNeeded && suspects.isEmpty();
            if (sound && open.isEmpty()) {
                KeptReaders.giveBack(present, options);
                return;
            }
            if (sound && KeptReaders.isBegun()) {
                // It is started in vain otherwise, again and again, where a caller waits too
                // shortly.
                leftOpen = open;
                return;
            }
        }
        present.close();
    }

    /** Called with the monitor held. */
    private void answeredTooLate(long number) {
        if (leftOpen != null && leftOpen.remove(number) && leftOpen.isEmpty() && process != null) {
            KeptReaders.giveBack(process, options);
        }
    }
}
