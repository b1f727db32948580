package dev.cairn.index.search;

import java.util.List;

/**
 * One page of what a search found.
 *
 * @param query what was looked for
 * @param total how many hits there are on all pages
 * @param offset how many hits come before this page
 * @param hits the hits of this page, the best one first
 */
public record SearchResult(String query, long total, int offset, List<SearchHit> hits) {

    public SearchResult {
        hits = List.copyOf(hits);
    }
}
