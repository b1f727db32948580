package dev.cairn.index.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.Cursor;
import dev.cairn.index.answer.IndexRevision;
import dev.cairn.index.answer.IndexedFile;
import dev.cairn.index.search.line.Deadline;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Query;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.search.query.QueryParser;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.search.query.SearchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Searches the code index: the one search behind the command line, the tools of agents and the
 * page.
 *
 * <p>How a query travels: {@link QueryParser} reads it; {@link KnownValues} refuses values that no
 * file can have; {@link WordSearch}, {@link NameSearch} or {@link LineSearch} find hits, of which
 * {@link HitReader} reads those of one page; {@link SearchAnswer} is what is shown.
 */
public final class CodeSearch {

    private static final Duration TIME = Duration.ofSeconds(10);

    /** How many lines are found for facets, though fewer are shown. */
    private static final int LEAST_COUNTED = 500;

    private final CodeDatabase database;
    private final AnswerFreshness freshness;

    /**
     * Makes a search.
     *
     * @param database a database that has the schema of the code index
     * @param freshness brings the files of an answer up to date
     */
    public CodeSearch(CodeDatabase database, AnswerFreshness freshness) {
        this.database = database;
        this.freshness = freshness;
    }

    /**
     * Searches.
     *
     * @param cancelled whether the answer is not wanted any more, asked from time to time
     * @throws QuerySyntaxException if the query is invalid
     * @throws IllegalArgumentException if the cursor is not one of this question
     */
    public SearchAnswer search(SearchRequest request, BooleanSupplier cancelled) {
        return search(request, 0, cancelled).answer();
    }

    /**
     * Searches, and counts how the hits spread over projects, languages, folders and kinds.
     *
     * @param cancelled as for {@link #search}
     */
    public SearchFacets.Answer facets(SearchRequest request, BooleanSupplier cancelled) {
        return search(request, LEAST_COUNTED, cancelled);
    }

    private SearchFacets.Answer search(
            SearchRequest request, int counted, BooleanSupplier cancelled) {
        Deadline deadline = Deadline.after(TIME, cancelled);
        SearchFacets.Answer answer = answer(request, counted, deadline);
        List<IndexedFile> files =
                answer.answer().files().stream().map(SearchAnswer.FileHits::file).toList();
        return !files.isEmpty() && freshness.refresh(files)
                ? answer(request, counted, deadline)
                : answer;
    }

    private SearchFacets.Answer answer(SearchRequest request, int counted, Deadline deadline) {
        DatabaseDriver driver = database.driver();
        return driver.inTransaction(
                TransactionMode.READ,
                () -> new OneSearch(driver, request, counted, deadline).answer());
    }

    /** The work for one answer. */
    private final class OneSearch {

        private final DatabaseDriver driver;
        private final SearchRequest request;
        private final int counted;
        private final Deadline deadline;
        private final List<String> notes = new ArrayList<>();

        OneSearch(DatabaseDriver driver, SearchRequest request, int counted, Deadline deadline) {
            this.driver = driver;
            this.request = request;
            this.counted = counted;
            this.deadline = deadline;
        }

        SearchFacets.Answer answer() {
            Query query = parsed();
            long revision = IndexRevision.read(driver);
            Cursor cursor = cursor();
            if (cursor.isOfOther(revision)) {
                notes.add(
                        "the index has changed since the page before, so hits may be repeated or"
                                + " missing; ask without a cursor to begin again");
            }
            int needed = cursor.offset() + request.page().limit() + 1;
            FoundHits hits = find(query, needed);
            if (hits.size() == 0
                    && query.mode() == SearchMode.TEXT
                    && request.mode() == SearchMode.AUTO) {
                Optional<Query> words = asWords(query);
                if (words.isPresent()) {
                    query = words.get();
                    hits = find(query, needed);
                }
            }
            return new SearchFacets.Answer(
                    page(query, hits, cursor.offset(), revision),
                    counted > 0 ? hits.facets() : SearchFacets.NONE);
        }

        private Query parsed() {
            Query query = QueryParser.parse(request.query(), request.mode());
            List<Restriction> all = new ArrayList<>(query.restrictions());
            all.addAll(request.restrictions());
            KnownValues.require(driver, all, request.query());
            return new Query(
                    query.text(),
                    query.mode(),
                    query.wanted(),
                    query.unwanted(),
                    all,
                    query.notes());
        }

        private Cursor cursor() {
            return request.page()
                    .cursor()
                    .map(text -> Cursor.parse(text, request.question()))
                    .orElseGet(() -> Cursor.first(request.question()));
        }

        private FoundHits find(Query query, int needed) {
            if (!query.texts().isEmpty()) {
                return lines(query, needed);
            }
            return query.words().isEmpty()
                    ? NameSearch.restricted(driver, query.restrictions(), request.caseSensitive())
                    : new WordSearch(driver, query, needed).run();
        }

        private FoundHits lines(Query query, int needed) {
            FoundHits hits = new FoundHits();
            addQualified(query, hits);
            LineSearch search = new LineSearch(driver, query, request.caseSensitive(), deadline);
            search.addTo(hits, Math.max(needed, counted), request.page().countAll());
            if (!search.isComplete()) {
                notes.add(
                        "the search ended after %d s, before all files were read"
                                .formatted(TIME.toSeconds()));
            }
            return hits;
        }

        /** A name with what is around it, such as {@code Client.close}, is its definition first. */
        private void addQualified(Query query, FoundHits hits) {
            boolean alone = query.texts().size() == 1 && query.words().isEmpty();
            if (alone
                    && request.mode() == SearchMode.AUTO
                    && query.texts().getFirst() instanceof QueryItem.Exact exact) {
                exact.name()
                        .ifPresent(name ->
                                hits.add(NameSearch.named(driver, query.restrictions(), name, 0)));
            }
        }

        private Optional<Query> asWords(Query query) {
            List<QueryItem.Word> words = QueryParser.wordsOf(query);
            return words.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            query.asWords(
                                    words, "the text itself is in no file; these have its words"));
        }

        private SearchAnswer page(Query query, FoundHits hits, int offset, long revision) {
            int limit = request.page().limit();
            List<Found> page = hits.page(offset, limit);
            notes.addAll(query.notes());
            List<String> suggestions = List.of();
            if (hits.size() == 0) {
                NoHits none = NoHits.of(driver, freshness, query);
                notes.add(none.reason());
                suggestions = none.suggestions();
            }
            boolean more = offset + page.size() < hits.size();
            Cursor next = new Cursor(offset + page.size(), revision, question());
            return new SearchAnswer(
                    request.query(),
                    mode(query),
                    new HitReader(driver, query, request.page().context()).read(page),
                    hits.total(),
                    hits.totalFiles(),
                    offset,
                    hits.filledUp(),
                    notes,
                    suggestions,
                    more ? Optional.of(next.text()) : Optional.empty(),
                    freshness.state(driver));
        }

        private int question() {
            return Integer.hashCode(request.question());
        }

        private String mode(Query query) {
            if (query.texts().stream().anyMatch(QueryItem.Regex.class::isInstance)) {
                return SearchMode.REGEX.id();
            }
            if (!query.texts().isEmpty()) {
                return SearchMode.TEXT.id();
            }
            if (query.words().isEmpty()) {
                return query.restrictions(Field.NAME).isEmpty() ? "definitions" : "name";
            }
            return query.mode() == SearchMode.QUESTION ? SearchMode.QUESTION.id() : "words";
        }
    }
}
