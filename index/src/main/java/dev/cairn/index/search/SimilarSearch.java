package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.DefinitionText;
import dev.cairn.index.meaning.DefinitionTexts;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.MeaningSearch;
import dev.cairn.index.meaning.Nearest;
import java.util.List;
import java.util.Optional;

/** Finds definitions that are like the one at a place. */
final class SimilarSearch {

    private final DatabaseDriver driver;
    private final MeaningSearch meaning;
    private String semantic = "";

    SimilarSearch(DatabaseDriver driver, MeaningSearch meaning) {
        this.driver = driver;
        this.meaning = meaning;
    }

    /**
     * Finds them.
     *
     * @throws IllegalArgumentException if no definition with a text is at that place
     * @throws IllegalStateException if nothing can be found by meaning now
     */
    FoundHits run(SimilarRequest request) {
        long definition =
                innermost(request)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "there is no definition at '%s:%d'; 'cairn outline %s' shows those of the file"
                                                .formatted(
                                                        request.path(),
                                                        request.line(),
                                                        request.path())));
        DefinitionText text =
                Optional.ofNullable(
                                DefinitionTexts.read(driver, List.of(definition)).get(definition))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the definition at '%s:%d' has no text that could be compared"
                                                .formatted(request.path(), request.line())));
        MeaningQuestion question =
                new MeaningQuestion(
                        text.text(),
                        MeaningQuestion.Kind.EXAMPLE,
                        request.restrictions(),
                        Math.min(MeaningQuestion.MOST, request.limit() + 1));
        return switch (meaning.nearest(question)) {
            case Nearest.Unavailable(String reason) ->
                    throw new IllegalStateException("nothing can be compared: " + reason);
            case Nearest.Found found -> hits(found, definition);
        };
    }

    private FoundHits hits(Nearest.Found found, long definition) {
        semantic = found.coverage().text();
        FoundHits hits = new FoundHits();
        hits.add(
                QuestionSearch.definitions(driver, found, 0).stream()
                        .filter(one -> one.place().definition() != definition)
                        .toList());
        hits.isBounded();
        return hits;
    }

    /** Returns what the answer says about the search by meaning. */
    String semantic() {
        return semantic;
    }

    private Optional<Long> innermost(SimilarRequest request) {
        try (Rows rows =
                driver.query(
                        "SELECT d.id FROM definitions d JOIN files f ON f.id = d.file_id"
                                + " WHERE f.path = ? AND f.deleted = 0 AND d.line <= ?"
                                + " AND d.end_line >= ? AND d.text_hash IS NOT NULL"
                                + " ORDER BY d.line DESC, d.end_line LIMIT 1",
                        request.path(),
                        request.line(),
                        request.line())) {
            return rows.next() ? Optional.of(rows.integer(0)) : Optional.empty();
        }
    }
}
