package dev.cairn.index.search;

import dev.cairn.index.answer.FileState;
import dev.cairn.index.answer.IndexState;
import dev.cairn.index.answer.Total;
import dev.cairn.index.freshness.IndexedFile;
import java.util.List;
import java.util.Optional;

/**
 * What a search found: one page of it.
 *
 * @param query what was looked for
 * @param mode how the query was read: {@code words}, {@code question}, {@code meaning}, {@code
 *     name}, {@code text} or {@code regex}; {@code similar} for what is like a definition
 * @param semantic which part the meanings had in a question, such as {@code semantic 31%} or {@code
 *     by words: no vectors}; empty if the query is no question
 * @param files the hits of this page by file, the best one first
 * @param total how many hits there are on all pages
 * @param totalFiles in how many files they are
 * @param offset how many hits come before this page
 * @param filledUp whether hits with only some of the words follow those with all
 * @param notes what a person should know about the answer, each a sentence
 * @param suggestions names that may have been meant, if nothing was found
 * @param cursor where the next page begins, if there is one
 * @param index how fresh and how complete the index is
 */
public record SearchAnswer(
        String query,
        String mode,
        String semantic,
        List<FileHits> files,
        Total total,
        Total totalFiles,
        int offset,
        boolean filledUp,
        List<String> notes,
        List<String> suggestions,
        Optional<String> cursor,
        IndexState index) {

    /** The mode of an answer to {@link SimilarRequest}, which has no further pages. */
    static final String SIMILAR = "similar";

    public SearchAnswer {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
        suggestions = List.copyOf(suggestions);
    }

    /**
     * The hits of a page in one file.
     *
     * @param project the project's name
     * @param path the file below the project's folder, with {@code /} between the names
     * @param language the language of the file
     * @param state whether the file is on disk as the index knows it
     * @param hits the hits, the best one first
     * @param file the file as the index knows it
     */
    public record FileHits(
            String project,
            String path,
            String language,
            FileState state,
            List<SearchHit> hits,
            IndexedFile file) {

        public FileHits {
            hits = List.copyOf(hits);
        }
    }

    /** Returns all hits of the page, file by file. */
    public List<SearchHit> hits() {
        return files.stream().flatMap(file -> file.hits().stream()).toList();
    }
}
