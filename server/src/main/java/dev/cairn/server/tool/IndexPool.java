package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The index of one project, for several calls at once: each call has a connection of its own while
 * it runs.
 */
public final class IndexPool implements AutoCloseable {

    private static final long WAIT_SECONDS = 30;

    private final Path root;
    private final Supplier<CodeDatabase> opener;
    private final Semaphore places;
    private final Deque<CodeDatabase> free = new ArrayDeque<>();

    /**
     * Makes a pool.
     *
     * @param root the project's folder, without symbolic links
     * @param opener opens a database that has the schema of the code index
     * @param most how many connections there are at most
     */
    public IndexPool(Path root, Supplier<CodeDatabase> opener, int most) {
        this.root = root;
        this.opener = opener;
        this.places = new Semaphore(most, true);
    }

    /** Returns the project's folder. */
    public Path root() {
        return root;
    }

    /**
     * Does some work with a connection.
     *
     * @param cancellation stops the statement that is running
     * @throws ToolException if no connection is free in time
     */
    public <T> T with(Cancellation cancellation, Function<CodeDatabase, T> work) {
        acquire();
        CodeDatabase database = null;
        boolean sound = false;
        try {
            database = take();
            cancellation.onCancel(database.driver()::cancel);
            T result = work.apply(database);
            sound = !cancellation.isCancelled();
            return result;
        } catch (ToolException | IllegalArgumentException e) {
            sound = !cancellation.isCancelled();
            throw e;
        } finally {
            giveBack(database, sound);
            places.release();
        }
    }

    private void acquire() {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ToolException(
                        "all connections to the index were busy for %d s; try again"
                                .formatted(WAIT_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was cancelled", e);
        }
    }

    private CodeDatabase take() {
        synchronized (free) {
            CodeDatabase database = free.poll();
            if (database != null) {
                return database;
            }
        }
        return opener.get();
    }

    /** A connection whose work failed may be broken, so it is not used again. */
    private void giveBack(@org.jspecify.annotations.Nullable CodeDatabase database, boolean sound) {
        if (database == null) {
            return;
        }
        if (sound) {
            synchronized (free) {
                free.push(database);
            }
        } else {
            database.close();
        }
    }

    @Override
    public void close() {
        synchronized (free) {
            free.forEach(CodeDatabase::close);
            free.clear();
        }
    }
}
