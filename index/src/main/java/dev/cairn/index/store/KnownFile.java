package dev.cairn.index.store;

/**
 * A file as the index knows it.
 *
 * @param id its row
 * @param path its path below the root
 * @param size its length in bytes when it was last looked at
 * @param modifiedNanos when it had last been changed then, in nanoseconds since 1970
 * @param sha256 the SHA-256 of its content
 * @param deleted whether it had vanished
 */
public record KnownFile(
        long id, String path, long size, long modifiedNanos, String sha256, boolean deleted) {}
