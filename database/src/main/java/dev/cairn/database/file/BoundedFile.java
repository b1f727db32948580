package dev.cairn.database.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads whole files that another user or another program may have chosen: regular files up to a
 * size. A pipe would block the reader without end, a device or a sparse file would fill the memory.
 */
public final class BoundedFile {

    /** More than any definition, migration or list of keys that people write. */
    public static final int TEXT_BYTES = 64 << 20;

    /** More than any record that Cairn writes about its own processes. */
    public static final int RECORD_BYTES = 1 << 20;

    private BoundedFile() {}

    /**
     * Returns the content of a UTF-8 file that the user named; a symbolic link is followed.
     *
     * @throws FileSystemException if it is not a regular file, or larger than the limit
     */
    public static String text(Path file, int largestBytes) throws IOException {
        return decoded(bytes(file, largestBytes));
    }

    /**
     * Returns the content of a UTF-8 file; a symbolic link is refused.
     *
     * @throws FileSystemException if it is not a regular file, or larger than the limit
     */
    public static String textWithoutLinks(Path file, int largestBytes) throws IOException {
        return decoded(bytes(file, largestBytes, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Returns the content of a file.
     *
     * @throws FileSystemException if it is not a regular file, or larger than the limit
     */
    public static byte[] bytes(Path file, int largestBytes, LinkOption... options)
            throws IOException {
        requireRegular(file, options);
        try (InputStream in = Files.newInputStream(file, options)) {
            byte[] content = in.readNBytes(largestBytes + 1);
            if (content.length > largestBytes) {
                throw refused(file, "it is larger than %,d bytes".formatted(largestBytes));
            }
            return content;
        }
    }

    /**
     * Checks that a file is one that can be opened without waiting for another program.
     *
     * @throws FileSystemException if it is a folder, a pipe, a device or, unless it may be
     *     followed, a link
     */
    public static void requireRegular(Path file, LinkOption... options) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, options);
        if (!found.isRegularFile()) {
            throw refused(
                    file,
                    found.isDirectory()
                            ? "it is a folder"
                            : found.isSymbolicLink()
                                    ? "it is a symbolic link"
                                    : "it is a pipe, a socket or a device, not a regular file");
        }
    }

    private static FileSystemException refused(Path file, String reason) {
        return new FileSystemException(file.toString(), null, reason);
    }

    private static String decoded(byte[] content) throws IOException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    }
}
