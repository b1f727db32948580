package dev.cairn.database.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Files that are still there after a power failure, readable by their owner only, and written
 * through no symbolic link. Not for a database that is open: closing any other descriptor of it
 * would drop SQLite's locks (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
public final class DurableFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    /** How the names of files begin that are not complete. */
    public static final String PARTIAL_PREFIX = ".partial-";

    private DurableFiles() {}

    /**
     * Creates an empty file for its owner only, whatever the umask, and follows no link.
     *
     * @throws java.nio.file.FileAlreadyExistsException if anything has that name
     */
    public static void create(Path file) throws IOException {
        FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                .close();
        Files.setPosixFilePermissions(file, OWNER_ONLY);
    }

    /**
     * Writes a text file in one step: readers see the old one or the whole new one. For files that
     * one process at a time writes: what a killed one left is in the way of no other, and goes with
     * the next write or with {@link #removePartial}.
     */
    public static void write(Path file, String text) throws IOException {
        write(partialOf(file), file, text);
    }

    /**
     * Writes a text file in one step, by way of another that no other process writes.
     *
     * @param fresh the file that is written, in the same folder, and then takes the name of the
     *     other; what has its name is removed
     */
    public static void write(Path fresh, Path file, String text) throws IOException {
        Files.deleteIfExists(fresh);
        create(fresh);
        Files.write(
                fresh,
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FailPoint.reached("file-written");
        move(fresh, file);
    }

    /** Removes what {@link #write(Path, String)} leaves behind when its process is killed. */
    public static void removePartial(Path file) throws IOException {
        Files.deleteIfExists(partialOf(file));
    }

    private static Path partialOf(Path file) {
        return file.resolveSibling(PARTIAL_PREFIX + file.getFileName());
    }

    /** Flushes a file to the disk, then gives it another name in the same folder in one step. */
    public static void move(Path file, Path target) throws IOException {
        sync(file);
        Files.move(
                file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolderOf(target);
    }

    /** Flushes a file to the disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /** Flushes the names in a file's folder to the disk. */
    public static void syncFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Returns the SHA-256 of a file's content in hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in =
                new DigestInputStream(
                        Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // the digest hears what is read
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns a new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
