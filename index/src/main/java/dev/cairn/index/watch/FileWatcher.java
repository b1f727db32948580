package dev.cairn.index.watch;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of one or more source trees up to date while it runs.
 *
 * <p>How a change travels: {@link TreeEvents} receives an event and asks the scanner's rules
 * whether it counts; {@link ChangeQueue} holds the path until {@link QuietTime} says that it is
 * due; the loop here gives all that is due of a tree to {@link TreeUpdate} in one piece. What
 * events miss is found by scans, which {@link WatchedTree} has at ever longer intervals while they
 * find nothing.
 */
public final class FileWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatcher.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    /** After a piece of work there is a pause as long as it took, up to this. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final TreeUpdate update;
    private final ChangeQueue queue = new ChangeQueue(QuietTime.STANDARD);
    private final Map<Path, WatchedTree> trees = new LinkedHashMap<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong updates = new AtomicLong();
    private final AtomicLong scans = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile String doing = "starting";
    private volatile String lastError = "";
    private int failures;

    /**
     * Makes a watcher; {@link #run} begins its work.
     *
     * @param roots the folders of the trees; absolute, without symbolic links
     * @param scanInterval the shortest time between scans that look for what events missed
     * @param ownFiles which files and folders Cairn writes itself, so that they are not followed;
     *     {@code .cairn} never is
     */
    public FileWatcher(
            List<Path> roots, Duration scanInterval, Predicate<Path> ownFiles, TreeUpdate update) {
        this.update = update;
        for (Path root : roots) {
            trees.put(root, new WatchedTree(root, scanInterval, ownFiles, queue, events));
        }
    }

    /** Watches the trees, without scanning them, so that no change from now on is missed. */
    public void watch() {
        trees.values().forEach(WatchedTree::watch);
    }

    /**
     * Scans the trees, then follows their changes until the thread is interrupted.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void run() throws InterruptedException {
        watch();
        for (Path root : trees.keySet()) {
            work(Changes.everything(root), false);
        }
        while (true) {
            doing = "";
            Optional<Changes> due = queue.take(untilNextScan());
            if (due.isPresent()) {
                work(due.get(), false);
            } else {
                reconcile();
            }
        }
    }

    private Duration untilNextScan() {
        long now = System.nanoTime();
        return trees.values().stream()
                .map(tree -> tree.untilScan(now))
                .min(Duration::compareTo)
                .orElse(LONGEST_RETRY);
    }

    private void reconcile() throws InterruptedException {
        for (WatchedTree tree : trees.values()) {
            if (tree.untilScan(System.nanoTime()).isZero()) {
                work(Changes.everything(tree.root()), tree.problem().isEmpty());
            }
        }
    }

    /**
     * Does one piece of work.
     *
     * @param reconciles whether whatever it finds was missed by events
     */
    private void work(Changes changes, boolean reconciles) throws InterruptedException {
        WatchedTree tree = Objects.requireNonNull(trees.get(changes.root()));
        if (changes.everything()) {
            tree.watch();
        }
        long began = System.nanoTime();
        doing = reconciles ? "" : describe(changes);
        try {
            long found = reconciles ? update.reconcile(tree.root()) : update.update(changes);
            if (!reconciles || found > 0) {
                (changes.everything() ? scans : updates).incrementAndGet();
            }
            changed.addAndGet(found);
            missed.addAndGet(reconciles ? found : 0);
            if (changes.everything()) {
                tree.scanned(reconciles && found > 0);
            }
            failures = 0;
            lastError = "";
        } catch (DatabaseException | UncheckedIOException e) {
            failed(tree, changes, e);
        }
        rest(Duration.ofNanos(System.nanoTime() - began));
    }

    private static String describe(Changes changes) {
        return changes.everything()
                ? "scanning '%s'".formatted(changes.root())
                : "updating %d paths of '%s'".formatted(changes.paths().size(), changes.root());
    }

    /** What could not be done is done later, with what has come by then. */
    private void failed(WatchedTree tree, Changes changes, RuntimeException e)
            throws InterruptedException {
        if (Thread.currentThread().isInterrupted()
                || (e instanceof DatabaseException database
                        && database.code() == DatabaseErrorCode.CANCELLED)) {
            throw new InterruptedException("the watcher was stopped");
        }
        lastError = "%s failed: %s".formatted(describe(changes), e.getMessage());
        LOG.warn("{}", lastError);
        failures++;
        tree.notScanned();
        Thread.sleep(retryPause());
        queue.addAll(changes);
    }

    private Duration retryPause() {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 12));
        return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
    }

    /** A tree that changes without end takes at most half of a processor. */
    private void rest(Duration worked) throws InterruptedException {
        Duration pause = worked.compareTo(LONGEST_REST) < 0 ? worked : LONGEST_REST;
        if (queue.size() > 0) {
            doing = "resting";
            Thread.sleep(pause);
        }
    }

    /** Returns what the watcher does and has done; from any thread. */
    public WatchReport report() {
        String error =
                lastError.isEmpty()
                        ? trees.values().stream()
                                .map(WatchedTree::problem)
                                .filter(problem -> !problem.isEmpty())
                                .findFirst()
                                .orElse("")
                        : lastError;
        return new WatchReport(
                queue.size(),
                doing,
                error,
                events.get(),
                updates.get(),
                scans.get(),
                changed.get(),
                missed.get());
    }

    /** Ends the events; called after {@link #run} has ended. */
    @Override
    public void close() {
        trees.values().forEach(WatchedTree::close);
    }
}
