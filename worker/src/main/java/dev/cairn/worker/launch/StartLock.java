package dev.cairn.worker.launch;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The right to start the worker of one database, among all threads of all processes. */
public final class StartLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 5;

    /** The lock of a file does not tell the threads of one process apart. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel file;

    private StartLock(ReentrantLock thread, FileChannel file) {
        this.thread = thread;
        this.file = file;
    }

    /**
     * Waits for the lock.
     *
     * @throws DatabaseException with WORKER_FAILED if another starter has it for longer
     */
    public static StartLock take(Path path, long deadlineNanos) {
        ReentrantLock thread = IN_PROCESS.computeIfAbsent(path, _ -> new ReentrantLock());
        FileChannel file = null;
        try {
            if (!thread.tryLock(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw busy(path, null);
            }
            file =
                    FileChannel.open(
                            path,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            lock(file, path, deadlineNanos);
            return new StartLock(thread, file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(thread, file);
            throw busy(path, e);
        } catch (IOException e) {
            giveUp(thread, file);
            throw busy(path, e);
        } catch (DatabaseException e) {
            giveUp(thread, file);
            throw e;
        }
    }

    private static void lock(FileChannel file, Path path, long deadlineNanos)
            throws IOException, InterruptedException {
        FileLock lock = file.tryLock();
        while (lock == null) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw busy(path, null);
            }
            Thread.sleep(PAUSE_MILLIS);
            lock = file.tryLock();
        }
    }

    private static void giveUp(ReentrantLock thread, @Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException _) {
            // Its lock is gone in any case.
        } finally {
            if (thread.isHeldByCurrentThread()) {
                thread.unlock();
            }
        }
    }

    private static DatabaseException busy(Path path, @Nullable Exception cause) {
        return new DatabaseException(
                DatabaseErrorCode.WORKER_FAILED,
                "cannot start the worker: the lock '%s' was not free in time%s"
                        .formatted(path, cause == null ? "" : ": " + FileErrors.reason(cause)),
                cause);
    }

    @Override
    public void close() {
        giveUp(thread, file);
    }
}
