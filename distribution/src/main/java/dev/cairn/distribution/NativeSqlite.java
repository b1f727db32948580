package dev.cairn.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library for this machine. The driver would unpack it into the temporary folder at
 * every start, which costs time, and leaves it there when the process is killed.
 */
final class NativeSqlite {

    private NativeSqlite() {}

    /** Writes the library into a folder, for {@code org.sqlite.lib.path}, and reads it back. */
    static void unpack(Path folder) throws IOException {
        String resource =
                LibraryLoaderUtil.getNativeLibResourcePath()
                        + "/"
                        + LibraryLoaderUtil.getNativeLibName();
        Path target = Files.createDirectories(folder).resolve(LibraryLoaderUtil.getNativeLibName());
        byte[] library = read(resource);
        Path partial = Files.createTempFile(folder, "unpacking-", ".tmp");
        Files.write(partial, library);
        if (!MessageDigest.isEqual(sha256(library), sha256(Files.readAllBytes(partial)))) {
            throw new IOException("'" + partial + "' does not read back as it was written");
        }
        // A temporary file is its owner's alone, but every user of the machine may run the program.
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream input = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IOException(
                        "the SQLite driver has no native library '" + resource + "' in it");
            }
            return input.readAllBytes();
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
