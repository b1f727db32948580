package dev.cairn.index.search;

/**
 * A file that a query matches as a whole: by its name, path, definitions, imports, documentation or
 * tags.
 *
 * @param project the project's name
 * @param path the file below the project's folder, with {@code /} between the names
 * @param language its language
 * @param lines how many lines it has
 * @param score how well it matches; higher is better, comparable within one search
 */
public record FileHit(String project, String path, String language, long lines, double score) {}
