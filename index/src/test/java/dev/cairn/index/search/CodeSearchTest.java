package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.FileState;
import dev.cairn.index.search.query.QuerySyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSearchTest {

    @TempDir Path folder;

    private CodeDatabase database;

    @BeforeEach
    void indexTwoProjects() throws IOException {
        write(
                "shop/src/Shop.java",
                """
                package shop;

                /** Sells things; brings the stock up to date. */
                public class Shop {
                    /** How many things there are. */
                    private int stockLevel;

                    /** Opens the doors. */
                    public void openDoors(String key) {
                        int turns = 2;
                        unlock(key, turns);
                    }

                    public void close() {}

                    private void unlock(String key, int turns) {
                        // the key is turned clockwise
                        openDoors(key);
                    }
                }
                """);
        write("shop/tool/shop.py", "def open_doors(key):\n    \"\"\"Opens doors.\"\"\"\n");
        write("shop/README.md", "# Shop\n\nHow the shop brings its wares to people.\n");
        write("other/Shop.java", "class Shop { void openDoors() {} }\n");
        database = IndexDatabase.open(folder.resolve("db"));
        for (String project : List.of("shop", "other")) {
            Indexer.index(
                    database,
                    folder.resolve(project),
                    IndexOptions.standard(),
                    ProgressListener.NONE);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<SearchHit> find(String query) {
        return search(SearchRequest.of(query)).hits();
    }

    private SearchAnswer search(SearchRequest request) {
        return new CodeSearch(database, AnswerFreshness.NONE).search(request, () -> false);
    }

    @Test
    void aNameFindsItsDefinitionBeforeItsUses() {
        assertThat(find("openDoors"))
                .extracting(SearchHit::qualifiedName)
                .startsWith("shop.Shop.openDoors")
                .containsSubsequence("Shop.openDoors", "tool.shop.open_doors")
                .contains("shop.Shop.unlock");
    }

    @Test
    void aPartOfANameFindsTheDefinition() {
        assertThat(find("doors").getFirst().name()).isIn("openDoors", "open_doors");
        assertThat(find("level")).extracting(SearchHit::name).containsExactly("stockLevel");
    }

    @Test
    void aNameInOneStyleFindsTheSameWordsInAnother() {
        assertThat(find("open_doors"))
                .extracting(SearchHit::name)
                .contains("open_doors", "openDoors");
    }

    @Test
    void aPhraseOfACommentIsFoundWithItsLine() {
        SearchHit hit = find("\"turned clockwise\"").getFirst();

        assertThat(hit.name()).isEqualTo("unlock");
        assertThat(hit.snippet().text()).isEqualTo("// the key is turned clockwise");
    }

    @Test
    void documentationAndOtherTextsAreFound() {
        assertThat(find("brings"))
                .extracting(SearchHit::kind)
                .containsExactlyInAnyOrder("class", "heading");
    }

    @Test
    void aHitTellsTheLineOfWhatMatched() {
        assertThat(find("turns").getFirst().line()).isIn(10L, 16L);
        assertThat(find("clockwise").getFirst())
                .satisfies(hit -> assertThat(hit.snippet().text()).contains("clockwise"))
                .extracting(SearchHit::line)
                .isEqualTo(17L);
    }

    @Test
    void restrictionsNarrowWhatIsFound() {
        assertThat(find("openDoors kind:method lang:java path:src project:shop"))
                .extracting(SearchHit::qualifiedName)
                .containsExactly("shop.Shop.openDoors", "shop.Shop.unlock");
        assertThat(find("openDoors -path:src"))
                .extracting(SearchHit::path)
                .doesNotContain("src/Shop.java");
        assertThat(find("name:open* kind:function,method"))
                .extracting(SearchHit::name)
                .containsExactlyInAnyOrder("openDoors", "openDoors", "open_doors");
        assertThat(find("path:shop.py name:open_doors")).hasSize(1);
    }

    @Test
    void aValueThatIsNotKnownIsAnErrorWithTheNearest() {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> find("key kind:metod"))
                .withMessageContaining("unknown kind 'metod'; did you mean method?");
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> find("key lang:jva"))
                .withMessageContaining("did you mean java?");
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> find("key project:shp"))
                .withMessageContaining("did you mean shop?");
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> find("key path:zzzzzzzzzzzz"))
                .withMessageContaining("unknown path 'zzzzzzzzzzzz'; known are ");
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> find("key path:src/Shp.java"))
                .withMessageContaining("did you mean src/Shop.java");
    }

    @Test
    void aQualifiedNameIsItsDefinitionFirst() {
        assertThat(find("Shop.close").getFirst().qualifiedName()).isEqualTo("shop.Shop.close");
        assertThat(find("Shop::openDoors").getFirst().kind()).isEqualTo("method");
        assertThat(find("shop.Shop#unlock()").getFirst().name()).isEqualTo("unlock");
    }

    @Test
    void wordsInDifferentPlacesOfAFileFindTheFile() {
        SearchAnswer answer = search(SearchRequest.of("clockwise stock"));

        assertThat(answer.hits()).extracting(SearchHit::path).contains("src/Shop.java");
        assertThat(answer.hits().getFirst().path()).isEqualTo("src/Shop.java");
    }

    @Test
    void hitsWithSomeOfTheWordsFollowAndThatIsSaid() {
        SearchAnswer answer = search(SearchRequest.of("clockwise wares"));

        assertThat(answer.filledUp()).isTrue();
        assertThat(answer.hits())
                .extracting(SearchHit::path)
                .contains("src/Shop.java", "README.md");
    }

    @Test
    void aQuestionFindsWithStemsAndWithoutStopWords() {
        SearchAnswer answer = search(SearchRequest.of("how is the stock brought up to dates?"));

        assertThat(answer.mode()).isEqualTo("question");
        assertThat(answer.hits().getFirst().qualifiedName()).startsWith("shop.Shop");
    }

    @Test
    void aWordWithAMinusLeavesFilesOut() {
        assertThat(find("openDoors -clockwise"))
                .extracting(SearchHit::qualifiedName)
                .doesNotContain("shop.Shop.unlock");
        assertThat(find("\"openDoors\" -clockwise"))
                .extracting(SearchHit::path)
                .doesNotContain("src/Shop.java");
    }

    @Test
    void pastedCodeIsFoundAsItIs() {
        SearchHit hit = find("int turns = 2;").getFirst();

        assertThat(hit.line()).isEqualTo(10);
        assertThat(hit.qualifiedName()).isEqualTo("shop.Shop.openDoors");
        assertThat(hit.snippet().text()).isEqualTo("int turns = 2;");
        assertThat(search(SearchRequest.of("int turns = 3 * stockLevel;")).notes())
                .contains("the text itself is in no file; these have its words");
    }

    @Test
    void patternsAndCase() {
        assertThat(find("/un\\w+\\(key/")).extracting(SearchHit::line).containsExactly(11L);
        assertThat(find("/UNLOCK\\(/")).hasSize(2);
        assertThat(search(SearchRequest.of("/UNLOCK\\(/").matchingCase()).hits()).isEmpty();
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> find("/a(b/"))
                .withMessageContaining("the pattern is invalid");
    }

    @Test
    void contextIsReadFromTheFile() {
        SearchRequest request = SearchRequest.of("\"turned clockwise\"");

        assertThat(
                        search(request.with(SearchRequest.Page.FIRST.withContext(1)))
                                .hits()
                                .getFirst()
                                .context())
                .extracting(SearchHit.ContextLine::number)
                .containsExactly(16L, 17L, 18L);
    }

    @Test
    void nothingFoundSaysWhy() throws IOException {
        assertThat(search(SearchRequest.of("zyzzyva")).notes())
                .containsExactly("no match in 4 files");
        assertThat(search(SearchRequest.of("opnDoors")).suggestions()).contains("openDoors");
        assertThat(search(SearchRequest.of("x path:nowhere*")).notes().getFirst())
                .startsWith("no file of the index is at or below 'nowhere*'");
        write("shop/later.txt", "x");
        assertThat(search(SearchRequest.of("x path:later.txt")).notes().getFirst())
                .isEqualTo("'later.txt' exists, but is not in the index; run 'cairn index'");
    }

    @Test
    void changedAndDeletedFilesAreMarked() throws IOException {
        write("shop/tool/shop.py", "def open_doors(key):\n    return 'other'\n");
        Files.delete(folder.resolve("other/Shop.java"));

        SearchAnswer answer = search(SearchRequest.of("open_doors"));

        assertThat(answer.files())
                .extracting(SearchAnswer.FileHits::state)
                .contains(FileState.CHANGED, FileState.GONE, FileState.CURRENT);
        assertThat(
                        new SearchText(answer, SearchText.Form.HITS, SearchText.Marking.NONE)
                                .write(0, Instant.now()))
                .contains(
                        "tool/shop.py:1  function tool.shop.open_doors  [changed since it was indexed]")
                .contains("Shop.java:1  method Shop.openDoors  [gone]");
    }

    @Test
    void pagesDivideTheHitsAndSayWhenTheIndexMoved() throws IOException {
        SearchRequest first = SearchRequest.of("shop").with(SearchRequest.Page.FIRST.withLimit(1));
        SearchAnswer one = search(first);
        SearchRequest next = first.with(first.page().at(one.cursor().orElseThrow()));
        SearchAnswer two = search(next);

        assertThat(one.total()).isEqualTo(two.total());
        assertThat(one.total().count()).isGreaterThan(2);
        assertThat(one.hits()).hasSize(1).doesNotContainAnyElementsOf(two.hits());
        assertThat(two.notes()).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> search(SearchRequest.of("other").with(next.page())))
                .withMessageContaining("belongs to another question");

        write("shop/more.txt", "shop\n");
        Indexer.index(
                database, folder.resolve("shop"), IndexOptions.standard(), ProgressListener.NONE);
        assertThat(search(next).notes().getFirst()).startsWith("the index has changed");
    }

    @Test
    void aTextKeepsItsBudgetAndEndsWithTheState() {
        SearchAnswer answer = search(SearchRequest.of("shop"));

        String all =
                new SearchText(answer, SearchText.Form.HITS, SearchText.Marking.NONE)
                        .write(0, Instant.now());
        String little =
                new SearchText(answer, SearchText.Form.HITS, SearchText.Marking.NONE)
                        .write(30, Instant.now());

        assertThat(all.lines().toList().getLast())
                .matches(
                        "index: 4 files, fresh to \\d\\d:\\d\\d:\\d\\d \\(0 waiting\\) · .* shown");
        assertThat(little).contains("left out for the budget of 30");
        assertThat(little.length()).isLessThan(all.length());
    }
}
