package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.extract.DefinitionText;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.meaning.DefinitionTexts;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.MeaningSearch;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.project.AskedPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds definitions similar in meaning to the one at a place. */
final class SimilarSearch {

    private final DatabaseDriver driver;
    private final MeaningSearch meaning;
    private String semantic = "";

    SimilarSearch(DatabaseDriver driver, MeaningSearch meaning) {
        this.driver = driver;
        this.meaning = meaning;
    }

    /**
     * Finds the most similar definitions.
     *
     * @throws IllegalArgumentException if no definition with a text is at that place, or no file
     *     can have the value of a restriction
     * @throws IllegalStateException if nothing can be found by meaning now
     */
    FoundHits run(SimilarRequest request) {
        KnownValues.require(driver, request.restrictions(), "");
        long definition = innermost(request);
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

    /** Returns the innermost definition with a text; a function's text has its variables. */
    private long innermost(SimilarRequest request) {
        long file =
                file(driver, request)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the index has no file '%s'"
                                                .formatted(AnswerText.quoted(request.path()))))
                        .id();
        try (Rows rows =
                driver.query(
                        "SELECT id FROM definitions WHERE file_id = ? AND line <= ?"
                                + " AND end_line >= ? AND text_hash IS NOT NULL"
                                + " ORDER BY line DESC, end_line LIMIT 1",
                        file,
                        request.line(),
                        request.line())) {
            if (rows.next()) {
                return rows.integer(0);
            }
        }
        throw new IllegalArgumentException(
                "no function, type or documented value has the line %d of '%s'; 'cairn outline %2$s' shows the lines of all"
                        .formatted(request.line(), request.path()));
    }

    /**
     * A file of a question.
     *
     * @param id its row
     * @param file its place
     */
    record AskedFile(long id, IndexedFile file) {}

    /** Returns the file that a question is about; empty if the index does not have it. */
    static Optional<AskedFile> file(DatabaseDriver driver, SimilarRequest request) {
        AskedPath asked = AskedPath.of(driver, request.path());
        try (Rows rows =
                driver.query(
                        "SELECT f.id, p.id, p.root_path, f.path FROM files f"
                                + " JOIN projects p ON p.id = f.project_id"
                                + " WHERE f.path = ? AND f.deleted = 0 AND (? = '' OR p.id = ?)"
                                + " ORDER BY f.id LIMIT 1",
                        asked.path(),
                        asked.projectId(),
                        asked.projectId())) {
            return rows.next()
                    ? Optional.of(
                            new AskedFile(
                                    rows.integer(0),
                                    new IndexedFile(
                                            Objects.requireNonNull(rows.text(1)),
                                            Objects.requireNonNull(rows.text(2)),
                                            Objects.requireNonNull(rows.text(3)))))
                    : Optional.empty();
        }
    }
}
