package dev.cairn.index.freshness;

/**
 * A file that the index knows.
 *
 * @param projectId the UUID of its project
 * @param projectRoot the absolute path of its project's folder
 * @param path the path of the file below it, with {@code /} between the names
 */
public record IndexedFile(String projectId, String projectRoot, String path) {}
