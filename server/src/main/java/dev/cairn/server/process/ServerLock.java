package dev.cairn.server.process;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the server of a project: a lock of the operating system, which ends with the
 * process that holds it, however that ends.
 */
final class ServerLock implements AutoCloseable {

    private static final String FILE = "server.lock";

    private final Path file;
    private final FileChannel channel;
    private final Object key;

    private ServerLock(Path file, FileChannel channel, Object key) {
        this.file = file;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Takes the right.
     *
     * @throws DatabaseException with OWNED_BY_ANOTHER if another process has it
     */
    static ServerLock take(Path run) {
        Path file = run.resolve(FILE);
        try {
            FileChannel channel = open(file);
            if (!tryLock(channel)) {
                String owner = owner(channel);
                channel.close();
                throw new DatabaseException(
                        DatabaseErrorCode.OWNED_BY_ANOTHER,
                        "a server of this project is running already%s; 'cairn stop' stops it"
                                .formatted(owner.isEmpty() ? "" : " (process " + owner + ")"));
            }
            channel.truncate(0);
            channel.write(bytes(Long.toString(ProcessHandle.current().pid())), 0);
            return new ServerLock(file, channel, Objects.requireNonNull(key(file)));
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot lock '%s': %s".formatted(file, FileErrors.reason(e)),
                    e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Returns the process that the holder wrote; empty if it has not written it yet. */
    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        int length = channel.read(buffer, 0);
        String text = new String(buffer.array(), 0, Math.max(length, 0), StandardCharsets.UTF_8);
        return text.matches("\\d+") ? text : "";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns whether the file of the lock is still the one that was locked. */
    boolean isInPlace() {
        try {
            return key.equals(key(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Gives the right up. The file stays: removing it would let two processes lock two files. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The lock is gone in any case.
        }
    }
}
