package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.Total;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.reference.CodeMap;
import dev.cairn.index.reference.FolderMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchFacetsTest {

    @TempDir Path folder;

    private CodeDatabase database;

    @BeforeEach
    void indexAProject() throws IOException {
        write("src/main/Door.java", "class Door { void openDoor() {} void openSlowly() {} }\n");
        write("src/main/House.java", "class House { void enter(Door d) { d.openDoor(); } }\n");
        write("src/test/door.py", "def open_door():\n    pass\n");
        write("readme.txt", "open the door\n");
        database = IndexDatabase.open(folder.resolve("db"));
        index();
    }

    private void index() {
        Indexer.index(
                database, folder.resolve("house"), IndexOptions.standard(), ProgressListener.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("house").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void hitsAreCountedByWhatNarrowsTheSearch() {
        SearchFacets.Answer found = facets("door");
        SearchFacets facets = found.facets();
        assertThat(facets.counted()).isEqualTo(new Total(found.answer().total().count(), true));
        assertThat(facets.projects())
                .containsExactly(new SearchFacets.Value("house", found.answer().total().count()));
        assertThat(facets.languages())
                .extracting(SearchFacets.Value::value)
                .contains("java", "python", "text");
        assertThat(facets.folders()).extracting(SearchFacets.Value::value).containsExactly("src");
        for (SearchFacets.Value kind : facets.kinds()) {
            assertThat(facets("door kind:" + kind.value()).answer().total().count())
                    .as(kind.value())
                    .isEqualTo(kind.hits());
        }
        assertThat(facets("door path:src").facets().folders())
                .extracting(SearchFacets.Value::value)
                .containsExactlyInAnyOrder("src/main", "src/test");
    }

    @Test
    void linesAreCountedBeyondThePage() {
        SearchRequest one =
                SearchRequest.of("\"door\"").with(SearchRequest.Page.FIRST.withLimit(1));
        SearchFacets.Answer found =
                new CodeSearch(database, AnswerFreshness.NONE).facets(one, () -> false);
        assertThat(found.answer().hits()).hasSize(1);
        assertThat(found.facets().counted().count()).isEqualTo(found.answer().total().count());
    }

    @Test
    void aFolderIsMappedByWhatIsDirectlyInIt() {
        FolderMap root = map("");
        assertThat(root.entries())
                .extracting(FolderMap.Entry::path)
                .containsExactly("src", "readme.txt");
        FolderMap.Entry src = root.entries().getFirst();
        assertThat(src.isFolder()).isTrue();
        assertThat(src.files()).isEqualTo(3);
        assertThat(src.language()).isEqualTo("java");
        assertThat(map("src/main").entries())
                .extracting(FolderMap.Entry::name)
                .containsExactlyInAnyOrder("Door.java", "House.java");
        assertThat(map("src/mai").entries()).isEmpty();
    }

    @Test
    void aFileIsWarmByTheFilesThatUseItsDefinitions() throws IOException {
        write("src/main/Gate.java", "public class Gate {}\n");
        write("src/main/Garden.java", "class Garden { Gate gate; }\n");
        write("src/main/Street.java", "class Street { Gate gate; }\n");
        index();

        assertThat(map("src/main").entries())
                .filteredOn(entry -> entry.name().equals("Gate.java"))
                .singleElement()
                .satisfies(gate -> assertThat(gate.uses()).isPositive());
    }

    private FolderMap map(String path) {
        String project = new ProjectStore(database.driver()).all().getFirst().id();
        return FolderMap.read(
                database,
                AnswerFreshness.NONE,
                project,
                path,
                CodeMap.usesByPath(database.driver(), project));
    }

    private SearchFacets.Answer facets(String query) {
        return new CodeSearch(database, AnswerFreshness.NONE)
                .facets(SearchRequest.of(query), () -> false);
    }
}
