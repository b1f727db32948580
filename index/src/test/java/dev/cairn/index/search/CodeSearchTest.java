package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        return CodeSearch.search(database, SearchRequest.of(query)).hits();
    }

    @Test
    void aNameFindsItsDefinitionBeforeItsUses() {
        assertThat(find("openDoors"))
                .extracting(SearchHit::qualifiedName)
                .startsWith("shop.Shop.openDoors", "Shop.openDoors")
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
    void filtersNarrowWhatIsFound() {
        SearchRequest methods =
                new SearchRequest(
                        "openDoors",
                        List.of("method"),
                        List.of("java"),
                        Optional.of("src"),
                        Optional.of("shop"),
                        20,
                        0);

        assertThat(CodeSearch.search(database, methods).hits())
                .extracting(SearchHit::qualifiedName)
                .containsExactly("shop.Shop.openDoors", "shop.Shop.unlock");
    }

    @Test
    void pagesDivideTheHitsWithoutChangingTheTotal() {
        SearchRequest first =
                new SearchRequest(
                        "shop", List.of(), List.of(), Optional.empty(), Optional.empty(), 1, 0);
        SearchRequest second =
                new SearchRequest(
                        "shop", List.of(), List.of(), Optional.empty(), Optional.empty(), 1, 1);

        SearchResult one = CodeSearch.search(database, first);
        SearchResult two = CodeSearch.search(database, second);

        assertThat(one.total()).isEqualTo(two.total()).isGreaterThan(2);
        assertThat(one.hits()).hasSize(1).doesNotContainAnyElementsOf(two.hits());
    }
}
