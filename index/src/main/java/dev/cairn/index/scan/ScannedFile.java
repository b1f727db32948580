package dev.cairn.index.scan;

import java.nio.file.Path;

/**
 * A file that is to be indexed, as the file system describes it.
 *
 * @param path its path below the root, with {@code /} between the names
 * @param file where it is
 * @param size its length in bytes
 * @param modifiedNanos when it was last changed, in nanoseconds since 1970
 */
public record ScannedFile(String path, Path file, long size, long modifiedNanos) {}
