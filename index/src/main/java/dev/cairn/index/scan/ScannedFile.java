package dev.cairn.index.scan;

import java.nio.file.Path;

/**
 * A file that is to be indexed, as the file system describes it.
 *
 * @param path its path below the root, with {@code /} between the names
 * @param file where it is
 * @param attributes what the file system says about it
 * @param tooLarge whether it is over the size limit, so that only its name is indexed
 */
public record ScannedFile(String path, Path file, FileAttributes attributes, boolean tooLarge) {

    /** Returns its length in bytes. */
    public long size() {
        return attributes.size();
    }

    /** Returns when its content was last changed, in nanoseconds since 1970. */
    public long modifiedNanos() {
        return attributes.modifiedNanos();
    }
}
