package dev.cairn.index.search;

import java.util.List;
import java.util.Optional;

/**
 * What to look for.
 *
 * @param query words, phrases in double quotes, beginnings of words such as {@code sche*}, joined
 *     by AND (which may be left out), OR and NOT, with parentheses
 * @param kinds kinds of definitions, or {@code file} for text outside of definitions; empty for all
 * @param languages languages of files; empty for all
 * @param path a file or folder below the root, or a pattern with {@code *} and {@code ?}
 * @param project a project by name, folder or UUID
 * @param limit how many hits at most
 * @param offset how many hits to leave out, the best ones first
 */
public record SearchRequest(
        String query,
        List<String> kinds,
        List<String> languages,
        Optional<String> path,
        Optional<String> project,
        int limit,
        int offset) {

    private static final int MAX_LIMIT = 1000;

    public SearchRequest {
        kinds = List.copyOf(kinds);
        languages = List.copyOf(languages);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "a page has from 1 to " + MAX_LIMIT + " hits, not " + limit);
        }
        if (offset < 0) {
            throw new IllegalArgumentException("the offset must not be negative: " + offset);
        }
    }

    /** Returns a request for the first twenty hits, whatever and wherever they are. */
    public static SearchRequest of(String query) {
        return new SearchRequest(
                query, List.of(), List.of(), Optional.empty(), Optional.empty(), 20, 0);
    }
}
