package dev.cairn.index.reader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Readers' processes that have read their files and wait for the next ones. A process that runs for
 * long, such as a server, begins with them: it then parses no file itself, because a parser that
 * takes memory without bound would end it, and it pays for the start of a reader only after a
 * pause.
 */
public final class KeptReaders implements AutoCloseable {

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(60);
    private static final int MOST = 2;

    private static final KeptReaders OF_THIS_PROCESS = new KeptReaders();

    private final List<Kept> free = new ArrayList<>();
    private int users;

    /** A process and how it was started. */
    private record Kept(ReaderProcess process, ReadingOptions options) {

        boolean fits(ReadingOptions others) {
            return options.threads() == others.threads()
                    && options.fileTimeLimit().equals(others.fileTimeLimit())
                    && options.logFolder().equals(others.logFolder());
        }
    }

    private KeptReaders() {}

    /** Has this process read all files by processes that are kept for a while, until the close. */
    public static KeptReaders begin() {
        synchronized (OF_THIS_PROCESS) {
            OF_THIS_PROCESS.users++;
        }
        return OF_THIS_PROCESS;
    }

    /** Returns whether this process keeps readers. */
    static boolean isBegun() {
        synchronized (OF_THIS_PROCESS) {
            return OF_THIS_PROCESS.users > 0;
        }
    }

    /** Ends the processes that wait, when it is closed as often as it was begun. */
    @Override
    public void close() {
        List<Kept> last = List.of();
        synchronized (this) {
            users--;
            if (users == 0) {
                last = List.copyOf(free);
                free.clear();
            }
        }
        last.forEach(kept -> kept.process.close());
    }

    /** Returns how many processes wait for files. */
    static int free() {
        synchronized (OF_THIS_PROCESS) {
            return OF_THIS_PROCESS.free.size();
        }
    }

    /** Returns a process that waits for files, which belongs to the caller from then on. */
    static Optional<ReaderProcess> take(ReadingOptions options) {
        synchronized (OF_THIS_PROCESS) {
            Iterator<Kept> each = OF_THIS_PROCESS.free.iterator();
            while (each.hasNext()) {
                Kept kept = each.next();
                if (!kept.process.isAlive()) {
                    each.remove();
                } else if (kept.fits(options)) {
                    each.remove();
                    return Optional.of(kept.process);
                }
            }
            return Optional.empty();
        }
    }

    /** Keeps a process that has answered all its requests, or ends it. */
    static void giveBack(ReaderProcess process, ReadingOptions options) {
        Kept kept = new Kept(process, options);
        if (OF_THIS_PROCESS.hasKept(kept)) {
            CompletableFuture.delayedExecutor(LONGEST_IDLE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> endIfIdle(kept));
        } else {
            process.close();
        }
    }

    private synchronized boolean hasKept(Kept kept) {
        return users > 0 && free.size() < MOST && free.add(kept);
    }

    private static void endIfIdle(Kept kept) {
        boolean idle;
        synchronized (OF_THIS_PROCESS) {
            // A process that was used since then is in the list by another record.
            idle = OF_THIS_PROCESS.free.remove(kept);
        }
        if (idle) {
            kept.process.close();
        }
    }
}
