package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.MeaningSearch;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.search.query.SearchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which part meanings have in a search; the meanings themselves are given here. */
class QuestionSearchTest {

    private static final String QUESTION = "how does it get rid of old entries";

    @TempDir Path folder;

    private CodeDatabase database;
    private final List<MeaningQuestion> asked = new ArrayList<>();
    private long embedded = 3;
    private boolean stale;

    @BeforeEach
    void index() throws IOException {
        Path root = Files.createDirectory(folder.toRealPath().resolve("project"));
        Files.writeString(
                root.resolve("a.py"),
                """
                def evict(cache):
                    cache.popitem()


                def rid_of_entries(old):
                    return old


                def makeIndex(x):
                    return x
                """);
        database = IndexDatabase.open(folder.resolve("db"));
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Finds only {@code evict}. */
    private Nearest nearest(MeaningQuestion question) {
        asked.add(question);
        try (Rows rows =
                database.driver()
                        .query("SELECT id, text_hash FROM definitions WHERE name = 'evict'")) {
            assertThat(rows.next()).isTrue();
            String hash = HexFormat.of().formatHex(rows.blob(1));
            return new Nearest.Found(
                    List.of(new Nearest.Near(rows.integer(0), stale ? "00".repeat(16) : hash, 0.9)),
                    new MeaningCoverage("m", embedded, 3, Duration.ofSeconds(90)));
        }
    }

    private SearchAnswer search(String query, MeaningSearch meaning) {
        return new CodeSearch(database, AnswerFreshness.NONE, meaning)
                .search(SearchRequest.of(query), () -> false);
    }

    private static List<String> names(SearchAnswer answer) {
        return answer.hits().stream().map(SearchHit::name).toList();
    }

    private static String lastLine(SearchAnswer answer) {
        return new SearchText(answer, SearchText.Form.HITS, SearchText.Marking.NONE)
                .write(0, Instant.now())
                .lines()
                .reduce("", (before, line) -> line);
    }

    @Test
    void meaningsOrderQuestionsAndWordsFollow() {
        SearchAnswer answer = search(QUESTION, this::nearest);

        assertThat(names(answer)).startsWith("evict", "rid_of_entries");
        assertThat(lastLine(answer)).contains(" · question, semantic 100% · ");
        assertThat(asked)
                .singleElement()
                .isEqualTo(
                        new MeaningQuestion(
                                QUESTION, MeaningQuestion.Kind.QUESTION, List.of(), 200));
    }

    @Test
    void definitionsThatAQuestionNamesComeFirst() {
        assertThat(names(search("what does makeIndex do with old entries", this::nearest)))
                .startsWith("makeIndex", "evict");
        assertThat(names(search("how does a.rid_of_entries() get to the end", this::nearest)))
                .startsWith("rid_of_entries", "evict");
    }

    @Test
    void ordersAreMixedWhileFewDefinitionsHaveVectors() {
        embedded = 1;

        SearchAnswer answer = search(QUESTION, this::nearest);

        assertThat(names(answer)).contains("evict", "rid_of_entries");
        assertThat(answer.hits().getFirst().score()).isLessThan(0.1);
        assertThat(lastLine(answer)).contains(", semantic 33%, about 2 min left · ");
    }

    @Test
    void questionsGoByWordsAndSayWhyWithoutVectors() {
        SearchAnswer answer =
                search(QUESTION, _ -> new Nearest.Unavailable("no worker is running"));

        assertThat(names(answer)).startsWith("rid_of_entries");
        assertThat(lastLine(answer)).contains(" · question, by words: no worker is running · ");
    }

    @Test
    void namesPathsAndQuotedTextsAreNeverLookedForByMeaning() {
        for (String query :
                List.of(
                        "evict",
                        "old entries",
                        "\"how does it get rid of it\"",
                        "a.evict",
                        "/how does .* get/",
                        "src/how/does/it.py",
                        "name:evict")) {
            search(query, this::nearest);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void sentencesWithBracketsAndDotsAreQuestions() {
        String sentence = "gets rid of entries (e.g. of those that are old) in a cache.";

        assertThat(names(search(sentence, this::nearest))).startsWith("evict");
        SearchRequest request = SearchRequest.of("get rid (now) of a.b").in(SearchMode.QUESTION);
        new CodeSearch(database, AnswerFreshness.NONE, this::nearest).search(request, () -> false);
        assertThat(asked)
                .extracting(MeaningQuestion::text)
                .containsExactly(sentence, "get rid (now) of a.b");
    }

    @Test
    void wordsWithBracketsThatAreNowhereAreAskedByMeaning() {
        for (String query :
                List.of(
                        "Removes stale entry - calling popitem()",
                        "Drop stale (oldest) entry",
                        "Drop stale entry with --keep=newest",
                        "Removes the entry that is \"too old\" from a cache")) {
            SearchAnswer answer = search(query, this::nearest);
            assertThat(names(answer)).startsWith("evict");
            assertThat(lastLine(answer)).contains("semantic 100%");
        }
        search("for (int i = 0; i < stale; i++) { entry(); }", this::nearest);
        assertThat(asked).hasSize(4);
    }

    @Test
    void wordsAndTheNameOfAFileDecideBetweenEqualMeaningsBehindTheNearest() throws IOException {
        Path root = folder.toRealPath().resolve("project");
        Files.writeString(root.resolve("shelf.py"), "def fill(x):\n    return x\n");
        Files.writeString(root.resolve("b.py"), "def put(x):\n    return x.top\n");
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);

        assertThat(names(search("how does the shelf get its things", this::allAlike)))
                .containsSubsequence("evict", "fill", "put");
        assertThat(names(search("how does it get to the top of those", this::allAlike)))
                .containsSubsequence("evict", "put", "fill");
    }

    /** The meaning of {@code evict} is nearest, those of all others are alike. */
    private Nearest allAlike(MeaningQuestion question) {
        List<Nearest.Near> near = new ArrayList<>();
        try (Rows rows = database.driver().query("SELECT id, text_hash, name FROM definitions")) {
            while (rows.next()) {
                String hash = HexFormat.of().formatHex(rows.blob(1));
                double similarity = "evict".equals(rows.text(2)) ? 0.71 : 0.7;
                near.add(new Nearest.Near(rows.integer(0), hash, similarity));
            }
        }
        return new Nearest.Found(near, new MeaningCoverage("m", 5, 5, Duration.ZERO));
    }

    @Test
    void severalPlainWordsAreFilledUpByMeaning() {
        assertThat(names(search("drop stale entries", this::nearest))).contains("evict");
        assertThat(names(search("drop stale", this::nearest))).doesNotContain("evict");
    }

    @Test
    void restrictionsTravelWithTheQuestionAndAreNotInItsText() {
        search("how does it get rid of entries lang:python -legacy", this::nearest);

        assertThat(asked)
                .extracting(MeaningQuestion::text)
                .containsExactly("how does it get rid of entries");
        assertThat(asked.getFirst().restrictions()).hasSize(1);
    }

    @Test
    void definitionsWhoseTextHasChangedAreNotShownForTheOldOne() {
        stale = true;

        assertThat(names(search(QUESTION, this::nearest))).doesNotContain("evict");
    }

    @Test
    void similarDefinitionsAreFoundByTheTextOfThePlace() {
        CodeSearch search = new CodeSearch(database, AnswerFreshness.NONE, this::nearest);
        SearchAnswer answer = search.similar(new SimilarRequest("a.py", 6, List.of(), 5));

        assertThat(names(answer)).containsExactly("evict");
        assertThat(asked.getFirst().kind()).isEqualTo(MeaningQuestion.Kind.EXAMPLE);
        assertThat(asked.getFirst().text())
                .startsWith("def rid_of_entries(old)")
                .contains("return old");
        assertThat(lastLine(answer)).endsWith(" · similar, semantic 100% · 1 most similar shown");
    }

    @Test
    void placesWithoutADefinitionAreExplained() {
        assertThat(refusal(similar("a.py", 99)))
                .isEqualTo(
                        "no function, type or documented value has the line 99 of 'a.py';"
                                + " 'cairn outline a.py' shows the lines of all");
        assertThat(refusal(similar("b.py", 1))).isEqualTo("the index has no file 'b.py'");
    }

    @Test
    void restrictionsThatNoFileCanHaveAreRefused() {
        Restriction klingon = new Restriction(Field.LANGUAGE, List.of("klingon"), false);
        SimilarRequest request = new SimilarRequest("a.py", 6, List.of(klingon), 5);

        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> alike(AnswerFreshness.NONE).similar(request))
                .withMessageStartingWith("cannot search: unknown language 'klingon'; ")
                .withMessageNotContaining("at character");
    }

    @Test
    void theFileIsThatOfTheProjectThatThePathNames() throws IOException {
        Path other = Files.createDirectory(folder.toRealPath().resolve("other"));
        Files.writeString(
                other.resolve("a.py"),
                "def unlike(\n    x,\n    y,\n    z,\n    u,\n    v):\n    return x\n");
        Indexer.index(database, other, IndexOptions.standard(), ProgressListener.NONE);

        alike(AnswerFreshness.NONE).similar(similar(other.resolve("a.py").toString(), 6));
        alike(AnswerFreshness.NONE)
                .similar(similar(folder.toRealPath().resolve("project/a.py").toString(), 6));

        assertThat(asked.get(0).text()).startsWith("def unlike(");
        assertThat(asked.get(1).text()).startsWith("def rid_of_entries(old)");
    }

    @Test
    void theLineIsThatOfTheFileOnDisk() throws IOException {
        Path file = folder.toRealPath().resolve("project/a.py");
        Files.writeString(file, "import os\n\n\n\n" + Files.readString(file));

        alike(new CheckedFreshness(database, RefreshLimit.STANDARD)).similar(similar("a.py", 10));

        assertThat(asked.getFirst().text()).startsWith("def rid_of_entries(old)");
    }

    private CodeSearch alike(AnswerFreshness freshness) {
        return new CodeSearch(database, freshness, this::nearest);
    }

    private static SimilarRequest similar(String path, int line) {
        return new SimilarRequest(path, line, List.of(), 5);
    }

    private String refusal(SimilarRequest request) {
        try {
            return "answered: " + names(alike(AnswerFreshness.NONE).similar(request));
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
