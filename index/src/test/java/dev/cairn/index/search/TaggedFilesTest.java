package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.store.TagStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TaggedFilesTest {

    @TempDir Path folder;
    private CodeDatabase database;

    @BeforeEach
    void index() throws IOException {
        Path root = Files.createDirectories(folder.toRealPath().resolve("app"));
        for (String path : List.of("old/door.py", "new/door.py", "old/lamp.py")) {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(
                    root.resolve(path),
                    "def %s(n):\n    return n\n"
                            .formatted(path.contains("door") ? "close_door" : "light"));
        }
        database = IndexDatabase.open(folder.resolve("db"));
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
        String project =
                database.driver().queryValue("SELECT id FROM projects").orElseThrow().toString();
        new TagStore(database.driver()).add(project, "legacy", "/old", 1.0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> found(String query) {
        return new CodeSearch(database, AnswerFreshness.NONE)
                .search(SearchRequest.of(query), () -> false).files().stream()
                        .map(file -> file.file().path())
                        .toList();
    }

    @Test
    void aWordThatIsATagFindsItsFiles() {
        assertThat(found("legacy")).containsExactlyInAnyOrder("old/door.py", "old/lamp.py");
    }

    @Test
    void theOtherWordsMustBeInThem() {
        assertThat(found("legacy door").getFirst()).isEqualTo("old/door.py");
        assertThat(found("door legacy")).doesNotContain("old/lamp.py");
    }
}
