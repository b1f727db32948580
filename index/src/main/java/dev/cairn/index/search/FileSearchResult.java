package dev.cairn.index.search;

import java.util.List;

/**
 * One page of the files that a search found.
 *
 * @param query what was looked for
 * @param total how many files there are on all pages
 * @param offset how many files come before this page
 * @param hits the files of this page, the best one first
 */
public record FileSearchResult(String query, long total, int offset, List<FileHit> hits) {

    public FileSearchResult {
        hits = List.copyOf(hits);
    }
}
