package dev.cairn.index.freshness;

/**
 * A file of an answer.
 *
 * @param projectId the UUID of its project
 * @param path its path below the project's folder
 */
public record IndexedPath(String projectId, String path) {}
