package dev.cairn.index.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tree that is followed: by events where the system gives them, and by scans. While events miss
 * nothing, the pause between scans doubles, up to sixteen times the usual one.
 */
final class WatchedTree implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedTree.class);
    private static final int LONGEST_PAUSE = 16;

    private final Path root;
    private final Duration scanInterval;
    private final Predicate<Path> ownFiles;
    private final ChangeQueue queue;
    private final AtomicLong events;
    private @Nullable TreeEvents source;
    private Duration pause;
    private long nextScanNanos;
    private volatile boolean watchAgain;

    /** Why there are no events; empty while there are. */
    private volatile String problem = "";

    WatchedTree(
            Path root,
            Duration scanInterval,
            Predicate<Path> ownFiles,
            ChangeQueue queue,
            AtomicLong events) {
        this.root = root;
        this.scanInterval = scanInterval;
        this.ownFiles = ownFiles;
        this.queue = queue;
        this.events = events;
        this.pause = scanInterval;
        this.watchAgain = true;
    }

    Path root() {
        return root;
    }

    /** Returns why there are no events about all of the tree; empty while there are. */
    String problem() {
        return problem;
    }

    /** Begins to watch the tree, or begins again where the folders to watch may be others. */
    void watch() {
        if (!watchAgain) {
            return;
        }
        close();
        watchAgain = false;
        try {
            if (!Files.isDirectory(root)) {
                throw new IOException("there is no such folder");
            }
            source = TreeEvents.watch(root, ownFiles, new Events());
            problem = watchAgain ? problem : "";
        } catch (IOException e) {
            lose(e);
        }
    }

    private void lose(IOException reason) {
        watchAgain = true;
        problem = problem(reason);
        LOG.warn("{}", problem);
    }

    private String problem(IOException reason) {
        String limit = isLimit(reason) ? watchesLimit() : "";
        return "cannot watch '%s': %s%s; it is scanned every %d s instead"
                .formatted(root, message(reason), limit, scanInterval.toSeconds());
    }

    private static String message(IOException reason) {
        return String.valueOf(reason.getMessage());
    }

    /** The JDK has no type for it, only these words. */
    private static boolean isLimit(IOException reason) {
        return message(reason).contains("User limit of inotify");
    }

    private static String watchesLimit() {
        OptionalLong limit = WatchLimit.ofUser();
        return limit.isEmpty()
                ? ""
                : " (%d; raise fs.inotify.max_user_watches and max_user_instances with sysctl)"
                        .formatted(limit.getAsLong());
    }

    /**
     * Notes that the tree was scanned.
     *
     * @param missed whether the scan found what no event had reported
     */
    void scanned(boolean missed) {
        Duration doubled = pause.multipliedBy(2);
        Duration longest = scanInterval.multipliedBy(LONGEST_PAUSE);
        boolean trusted = problem.isEmpty() && !missed;
        pause = trusted ? (doubled.compareTo(longest) < 0 ? doubled : longest) : scanInterval;
        postpone(pause);
    }

    /** Schedules a scan of the tree after the usual pause, because a scan is not possible now. */
    void notScanned() {
        postpone(scanInterval);
    }

    private void postpone(Duration wait) {
        nextScanNanos = System.nanoTime() + wait.toNanos();
    }

    /** Returns how long it is until the next scan; not negative. */
    Duration untilScan(long nowNanos) {
        return Duration.ofNanos(Math.max(0, nextScanNanos - nowNanos));
    }

    /** Puts what events report into the queue. */
    private final class Events implements TreeEvents.Receiver {

        @Override
        public void changed(Path path) {
            events.incrementAndGet();
            queue.add(root, path);
        }

        @Override
        public void overflowed() {
            LOG.info("events about '{}' were lost; it is scanned", root);
            queue.addEverything(root);
        }

        @Override
        public void rulesChanged() {
            watchAgain = true;
            queue.addEverything(root);
        }

        @Override
        public void failed(IOException reason) {
            lose(reason);
            queue.addEverything(root);
        }
    }

    @Override
    public void close() {
        TreeEvents old = source;
        if (old != null) {
            old.close();
            source = null;
        }
    }
}
