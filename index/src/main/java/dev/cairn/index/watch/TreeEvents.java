package dev.cairn.index.watch;

import dev.cairn.index.scan.ScanRules;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file system's events about one tree. Only the folders that a scan looks at are watched, so
 * that neither Cairn's own writes nor the output of a build wake the watcher. A thread waits for
 * events; it takes no processor time while nothing happens.
 */
final class TreeEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TreeEvents.class);

    private final Path root;
    private final ScanRules rules;
    private final Predicate<Path> ownFiles;
    private final Receiver receiver;
    private final DirectoryWatcher watcher;
    private volatile boolean closed;

    /** Receives the events, on the thread that waits for them. */
    interface Receiver {

        /** A file or folder that a scan would look at was made, changed or removed. */
        void changed(Path path);

        /** Events were lost: any path may have changed. */
        void overflowed();

        /** An ignore file changed: other folders are to be watched. */
        void rulesChanged();

        /** There will be no more events, or none about some folders. */
        void failed(IOException reason);
    }

    private TreeEvents(Path root, Predicate<Path> ownFiles, Receiver receiver) throws IOException {
        this.root = root;
        this.rules = new ScanRules(root);
        this.ownFiles = ownFiles;
        this.receiver = receiver;
        this.watcher =
                DirectoryWatcher.builder()
                        .path(root)
                        .fileHashing(false)
                        .fileTreeVisitor(new ScannedFolders(this::isLeftOut))
                        .listener(new Listener())
                        .logger(LOG)
                        .build();
    }

    /**
     * Begins to watch a tree. The receiver gets all changes from now on.
     *
     * @param ownFiles which files and folders Cairn writes itself
     * @throws IOException if the tree cannot be watched, for example because the system's limit of
     *     watches is reached
     */
    static TreeEvents watch(Path root, Predicate<Path> ownFiles, Receiver receiver)
            throws IOException {
        TreeEvents events = new TreeEvents(root, ownFiles, receiver);
        // The library registers all folders before it returns, and reports that by the future.
        CompletableFuture<Void> end = events.watcher.watchAsync(events::waitForEvents);
        if (end.isCompletedExceptionally()) {
            events.close();
            throw reason(end.handle((_, thrown) -> thrown).join());
        }
        CompletableFuture<Void> _ = end.whenComplete((_, thrown) -> events.ended(thrown));
        return events;
    }

    private boolean isLeftOut(Path path, boolean isFolder) {
        return ownFiles.test(path) || rules.leavesOut(path, isFolder);
    }

    private void waitForEvents(Runnable loop) {
        Thread.ofPlatform().daemon().name("events-" + root.getFileName()).start(loop);
    }

    private void ended(@Nullable Throwable thrown) {
        if (!closed) {
            receiver.failed(reason(thrown));
        }
    }

    private static IOException reason(@Nullable Throwable thrown) {
        return switch (thrown) {
            case UncheckedIOException e -> Objects.requireNonNull(e.getCause());
            case CompletionException e when e.getCause() != null -> reason(e.getCause());
            case null -> new IOException("the folder is gone");
            default -> new IOException(thrown.toString(), thrown);
        };
    }

    private final class Listener implements DirectoryChangeListener {

        @Override
        public void onEvent(DirectoryChangeEvent event) {
            @Nullable Path path = event.path();
            if (closed) {
                return;
            }
            if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || path == null) {
                receiver.overflowed();
            } else if (!isLeftOut(path, event.isDirectory())) {
                receiver.changed(path);
                if (ScanRules.isIgnoreFile(path)) {
                    receiver.rulesChanged();
                }
            }
        }

        @Override
        public void onException(Exception e) {
            LOG.warn("an event about '{}' cannot be used: {}", root, e.toString());
            receiver.failed(reason(e instanceof IOException io ? new UncheckedIOException(io) : e));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            watcher.close();
        } catch (IOException e) {
            LOG.debug("the watch of '{}' did not end well: {}", root, e.toString());
        }
    }
}
