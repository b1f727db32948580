package dev.cairn.index.search;

import java.util.List;

/**
 * A place that a query matches.
 *
 * @param path the file below the project's folder, with {@code /} between the names
 * @param line the line to look at, counted from 1
 * @param kind the kind of definition that it is, or in which it is; {@code file} outside of
 *     definitions
 * @param name the name of the definition or the file
 * @param qualifiedName the name with all that is around it; the path for a file
 * @param signature how the definition is declared; empty for a file
 * @param snippet the line that matches best
 * @param context the lines around it, if they were asked for
 * @param score how well it matches; higher is better, comparable within one search
 */
public record SearchHit(
        String path,
        long line,
        String kind,
        String name,
        String qualifiedName,
        String signature,
        Snippet snippet,
        List<ContextLine> context,
        double score) {

    public SearchHit {
        context = List.copyOf(context);
    }

    /**
     * A line around a hit, or the line of the hit itself.
     *
     * @param number its number, counted from 1
     */
    public record ContextLine(long number, String text) {}
}
