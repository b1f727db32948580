package dev.cairn.index.edit;

import dev.cairn.database.StoragePaths;
import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks on the files that are being edited, held by the operating system so that they end with
 * their process. A fixed number of lock files serves all paths; two paths that share one exclude
 * each other although they need not.
 */
final class EditLocks {

    private static final int LOCK_FILES = 256;

    /**
     * The lock files that this process holds. Closing any descriptor of a file drops all locks of
     * the process on it (POSIX fcntl), so a file that is held must not be opened a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;

    EditLocks(StoragePaths storage) {
        this.folder = storage.run().resolve("edits");
    }

    /** A lock that is held. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Locks a path.
     *
     * @throws EditException with REFUSED if another edit of it is under way
     */
    Held lock(String path) {
        Path file = folder.resolve(Math.floorMod(path.hashCode(), LOCK_FILES) + ".lock");
        if (!HELD.add(file)) {
            throw underWay(path);
        }
        boolean locked = false;
        try {
            FileChannel channel = open(file);
            if (channel.tryLock() == null) {
                channel.close();
                throw underWay(path);
            }
            locked = true;
            return () -> release(file, channel);
        } catch (IOException e) {
            throw EditException.failed(
                    "cannot lock '%s' by '%s': %s".formatted(path, file, ProjectFile.reason(e)), e);
        } finally {
            if (!locked) {
                HELD.remove(file);
            }
        }
    }

    private static EditException underWay(String path) {
        return EditException.refused(
                "cannot edit '%s': another edit of it is under way; read the file again"
                        .formatted(path));
    }

    private FileChannel open(Path file) throws IOException {
        StoragePaths.createFolder(folder);
        try {
            DurableFiles.create(file);
        } catch (FileAlreadyExistsException _) {
            // The usual case: lock files stay for the next edit.
        }
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void release(Path file, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw EditException.failed("cannot release '%s'".formatted(file), e);
        } finally {
            HELD.remove(file);
        }
    }
}
