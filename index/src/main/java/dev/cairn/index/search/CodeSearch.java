package dev.cairn.index.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.Cursor;
import dev.cairn.index.answer.IndexRevision;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.meaning.MeaningSearch;
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
import java.util.function.Supplier;

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
    private final MeaningSearch meaning;

    /**
     * Makes a search by words, names and texts.
     *
     * @param database a database that has the schema of the code index
     * @param freshness brings the files of an answer up to date
     */
    public CodeSearch(CodeDatabase database, AnswerFreshness freshness) {
        this(database, freshness, MeaningSearch.NONE);
    }

    /**
     * Makes a search that also answers questions by meaning.
     *
     * @param database a database that has the schema of the code index
     * @param freshness brings the files of an answer up to date
     * @param meaning finds definitions by what they mean
     */
    public CodeSearch(CodeDatabase database, AnswerFreshness freshness, MeaningSearch meaning) {
        this.database = database;
        this.freshness = freshness;
        this.meaning = meaning;
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
        DatabaseDriver driver = database.driver();
        return fresh(() -> new OneSearch(driver, request, counted, deadline).answer());
    }

    /**
     * Searches for definitions similar in meaning to the one at a place.
     *
     * @throws IllegalArgumentException if there is none at that place
     * @throws IllegalStateException if nothing can be found by meaning now
     */
    public SearchAnswer similar(SimilarRequest request) {
        DatabaseDriver driver = database.driver();
        // An edit moves lines.
        SimilarSearch.file(driver, request)
                .ifPresent(one -> freshness.refresh(List.of(one.file())));
        return fresh(() -> new SearchFacets.Answer(similar(driver, request), SearchFacets.NONE))
                .answer();
    }

    /** Answers once more if files of the answer had changed. */
    private SearchFacets.Answer fresh(Supplier<SearchFacets.Answer> search) {
        DatabaseDriver driver = database.driver();
        SearchFacets.Answer answer = driver.inTransaction(TransactionMode.READ, search);
        List<IndexedFile> files =
                answer.answer().files().stream().map(SearchAnswer.FileHits::file).toList();
        return !files.isEmpty() && freshness.refresh(files)
                ? driver.inTransaction(TransactionMode.READ, search)
                : answer;
    }

    private SearchAnswer similar(DatabaseDriver driver, SimilarRequest request) {
        SimilarSearch search = new SimilarSearch(driver, meaning);
        FoundHits hits = search.run(request);
        Query query = new Query("", SearchMode.MEANING, List.of(), List.of(), List.of(), List.of());
        return new SearchAnswer(
                request.path() + ":" + request.line(),
                SearchAnswer.SIMILAR,
                search.semantic(),
                new HitReader(driver, query, 0).read(hits.page(0, request.limit())),
                hits.total(),
                hits.totalFiles(),
                0,
                false,
                List.of(),
                List.of(),
                Optional.empty(),
                freshness.state(driver));
    }

    /** The work for one answer. */
    private final class OneSearch {

        private final DatabaseDriver driver;
        private final SearchRequest request;
        private final int counted;
        private final Deadline deadline;
        private final List<String> notes = new ArrayList<>();
        private String semantic = "";

        OneSearch(DatabaseDriver driver, SearchRequest request, int counted, Deadline deadline) {
            this.driver = driver;
            this.request = request;
            this.counted = counted;
            this.deadline = deadline;
        }

        SearchFacets.Answer answer() {
            Query query = parsed();
            Cursor cursor = cursor();
            if (request.page().cursor().isPresent() && cursor.isOfOther(revision())) {
                notes.add(
                        "the index has changed since the page before, so hits may be repeated or"
                                + " missing; ask without a cursor to begin again");
            }
            int needed = cursor.offset() + request.page().limit() + 1;
            FoundHits hits = find(query, needed);
            if (hits.size() == 0
                    && request.mode() == SearchMode.AUTO
                    && QueryParser.mayMeanWords(query)) {
                Optional<Query> words = asWords(query);
                if (words.isPresent()) {
                    // Code is not looked for by meaning, a sentence with brackets in it is.
                    query = words.get();
                    hits =
                            QueryParser.isProse(request.query())
                                    ? find(query, needed)
                                    : new WordSearch(driver, query, needed).run();
                }
            }
            return new SearchFacets.Answer(
                    page(query, hits, cursor.offset()),
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
            if (query.words().isEmpty()) {
                return NameSearch.restricted(driver, query.restrictions(), request.caseSensitive());
            }
            QuestionSearch search = new QuestionSearch(driver, query, needed, meaning);
            FoundHits hits = query.isQuestion() ? search.run() : search.runForWords();
            semantic = search.semantic();
            return hits;
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

        private long revision() {
            return IndexRevision.read(driver);
        }

        private SearchAnswer page(Query query, FoundHits hits, int offset) {
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
            return new SearchAnswer(
                    request.query(),
                    mode(query),
                    semantic,
                    new HitReader(driver, query, request.page().context()).read(page),
                    hits.total(),
                    hits.totalFiles(),
                    offset,
                    hits.filledUp(),
                    notes,
                    suggestions,
                    more
                            ? Optional.of(
                                    new Cursor(offset + page.size(), revision(), question()).text())
                            : Optional.empty(),
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
            return query.isQuestion() ? query.mode().id() : "words";
        }
    }
}
