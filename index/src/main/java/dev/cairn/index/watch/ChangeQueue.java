package dev.cairn.index.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changed paths that wait for an update, tree by tree. Its size is bounded: a tree with too many of
 * them is scanned instead.
 */
final class ChangeQueue {

    /** Above so many paths a scan of the tree costs less than a look at each. */
    static final int MOST_PATHS = 2_000;

    private final QuietTime quietTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Path, Waiting> trees = new LinkedHashMap<>();

    /** What waits of one tree. */
    private static final class Waiting {

        final Set<Path> paths = new HashSet<>();
        final long firstNanos = System.nanoTime();
        long lastNanos = firstNanos;
        long count;
        boolean everything;
    }

    ChangeQueue(QuietTime quietTime) {
        this.quietTime = quietTime;
    }

    /** Adds a path of a tree that may have changed. */
    void add(Path root, Path path) {
        note(root, Optional.of(path));
    }

    /** Adds what was taken before and could not be done. */
    void addAll(Changes changes) {
        changes.paths().forEach(path -> add(changes.root(), path));
        if (changes.everything()) {
            addEverything(changes.root());
        }
    }

    /** Adds all paths of a tree. */
    void addEverything(Path root) {
        note(root, Optional.empty());
    }

    private void note(Path root, Optional<Path> path) {
        lock.lock();
        try {
            Waiting waiting = trees.computeIfAbsent(root, _ -> new Waiting());
            waiting.lastNanos = System.nanoTime();
            waiting.count++;
            if (path.isEmpty() || waiting.paths.size() >= MOST_PATHS) {
                waiting.everything = true;
                waiting.paths.clear();
            }
            if (!waiting.everything) {
                path.ifPresent(waiting.paths::add);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many paths wait; a tree that is to be scanned counts as one. */
    int size() {
        lock.lock();
        try {
            return trees.values().stream().mapToInt(ChangeQueue::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private static int size(Waiting waiting) {
        return waiting.everything ? 1 : waiting.paths.size();
    }

    /** Waits for changes that are due; empty if there are none within that time. */
    Optional<Changes> take(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                long wait = end - now;
                for (Iterator<Map.Entry<Path, Waiting>> each = trees.entrySet().iterator();
                        each.hasNext(); ) {
                    Map.Entry<Path, Waiting> tree = each.next();
                    long left = due(tree.getValue()) - now;
                    if (left <= 0) {
                        each.remove();
                        return Optional.of(changes(tree.getKey(), tree.getValue()));
                    }
                    wait = Math.min(wait, left);
                }
                if (wait <= 0) {
                    return Optional.empty();
                }
                boolean _ = changed.await(wait, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private long due(Waiting waiting) {
        return quietTime.dueNanos(waiting.firstNanos, waiting.lastNanos, waiting.count);
    }

    /** A folder stands for all that is in it, so what lies in one that changed is left out. */
    private static Changes changes(Path root, Waiting waiting) {
        Set<Path> paths = new HashSet<>(waiting.paths);
        paths.removeIf(path -> isBelowOne(path, waiting.paths));
        return new Changes(root, paths, waiting.everything);
    }

    private static boolean isBelowOne(Path path, Set<Path> others) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (others.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
