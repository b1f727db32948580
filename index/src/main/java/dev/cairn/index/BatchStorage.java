package dev.cairn.index;

import dev.cairn.index.store.FileChange;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.ProjectKey;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the batches of a run one after the other, each while the next one is made. At most one is
 * being written. Between {@link #write} and {@link #finish} only this may use the run's driver.
 */
final class BatchStorage implements AutoCloseable {

    private final IndexStore store;
    private final ProjectKey project;
    private final LongConsumer progress;
    private @Nullable ExecutorService thread;
    private @Nullable Future<?> open;
    private int openFiles;
    private long written;

    /**
     * Makes the storage of a run.
     *
     * @param progress receives the number of files that are written, on the thread that calls
     */
    BatchStorage(IndexStore store, ProjectKey project, LongConsumer progress) {
        this.store = store;
        this.project = project;
        this.progress = progress;
    }

    /**
     * Prepares a batch, waits until the one before is written, and begins to write this one.
     *
     * @param changes the batch, which is not changed any more
     */
    void write(List<FileChange> changes) {
        IndexStore.Prepared prepared = store.prepare(changes);
        finish();
        if (thread == null) {
            thread =
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("index batches").factory());
        }
        open = thread.submit(() -> store.write(project, prepared));
        openFiles = changes.size();
    }

    /** Writes the last batch on the calling thread, so a run with one batch needs no other. */
    void writeLast(List<FileChange> changes) {
        IndexStore.Prepared prepared = store.prepare(changes);
        finish();
        store.write(project, prepared);
        count(changes.size());
    }

    private void count(int files) {
        written += files;
        progress.accept(written);
    }

    /**
     * Waits for the batch that is being written, also on a thread that was interrupted: a batch is
     * written in whole or not at all, and takes a few seconds at most.
     */
    private void finish() {
        Future<?> last = open;
        open = null;
        if (last == null) {
            return;
        }
        try {
            await(last);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a batch could not be written", e.getCause());
        }
        count(openFiles);
    }

    private static void await(Future<?> work) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            finish();
        } finally {
            if (thread != null) {
                thread.shutdown();
            }
        }
    }
}
