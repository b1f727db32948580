package dev.cairn.index.store;

import dev.cairn.index.scan.PathPattern;

/**
 * A tag that a user gave to paths.
 *
 * @param tag the tag
 * @param pattern the paths: a file, a folder, or a pattern as in an ignore file
 * @param weight how much it raises (over 1) or lowers (below 1) what has it
 * @param paths the pattern, compiled
 */
public record TagRule(String tag, String pattern, double weight, PathPattern paths) {

    /** Returns the rule of a pattern. */
    public static TagRule of(String tag, String pattern, double weight) {
        return new TagRule(tag, pattern, weight, PathPattern.of(pattern));
    }
}
