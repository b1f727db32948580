package dev.cairn.index.search;

/**
 * A piece of a file that a query matches.
 *
 * @param project the project's name
 * @param path the file below the project's folder, with {@code /} between the names
 * @param line the line to look at, counted from 1
 * @param kind the kind of definition, or {@code file} for text outside of definitions
 * @param name the name of the definition or the file
 * @param qualifiedName the name with all that is around it; the path for a file
 * @param signature how the definition is declared; empty for a file
 * @param language the language of the file
 * @param snippet the line that matches best
 * @param score how well it matches; higher is better, comparable within one search
 */
public record SearchHit(
        String project,
        String path,
        long line,
        String kind,
        String name,
        String qualifiedName,
        String signature,
        String language,
        Snippet snippet,
        double score) {}
