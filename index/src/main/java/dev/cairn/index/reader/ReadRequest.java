package dev.cairn.index.reader;

/**
 * A file to read.
 *
 * @param path its path below the root, with {@code /} between the names
 * @param file where it is
 * @param knownSha256 the SHA-256 of the content whose facts are known already; empty if none are
 * @param bytes how long it is, as far as is known
 * @param maxBytes how long it may have become since
 */
public record ReadRequest(
        String path, String file, String knownSha256, long bytes, long maxBytes) {}
