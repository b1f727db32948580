package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncResult;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An index that the program of schema version 1.1.0 made: the last commit with that version indexed
 * the three files below into {@code index-1.1.0.db.gz}.
 */
class UpgradedIndexTest {

    private static final String PROJECT = "e4271fd2-a4c8-4b67-9c9d-49292b2d96fa";

    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void unpack() throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("app"));
        // The project is recognised by its id, as one that was moved here.
        write(".cairn/project", PROJECT + "\n");
        write(
                "src/Door.java",
                """
                package app;

                import java.util.List;

                /** Opens doors. */
                public class Door {
                    private final List<Door> others;

                    Door(List<Door> others) {
                        this.others = others;
                    }

                    /** Opens this door and the others. */
                    public void openAll() {
                        others.forEach(Door::open);
                        open();
                    }

                    void open() {}
                }
                """);
        write(
                "src/run.py",
                """
                from doors import open_door


                def main():
                    \"""Opens a door.\"""
                    open_door()
                """);
        write("README.md", "# Doors\n\nHow doors are opened.\n");
        Files.createDirectories(folder.resolve("db"));
        try (InputStream packed =
                Objects.requireNonNull(
                        UpgradedIndexTest.class.getResourceAsStream("index-1.1.0.db.gz"))) {
            Files.copy(new GZIPInputStream(packed), folder.resolve("db/index.db"));
        }
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    @Test
    void anIndexOfVersion110IsBroughtToThisOneAndAnswersAsAFreshOne() throws IOException {
        List<List<Object>> upgraded;
        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            DatabaseDriver driver = database.driver();
            assertThat(driver.queryValue("SELECT count(*) FROM definitions")).contains(7L);
            assertThat(index(database).indexed()).isEqualTo(3);
            assertThat(driver.queryValue("SELECT id FROM projects")).contains(PROJECT);
            assertThat(driver.queryValue("SELECT min(id) || ' ' || max(id) FROM files"))
                    .as("the files keep their rows")
                    .contains("1 3");
            assertThat(database.ensureSchemaSynced(CodeIndexSchema.definition()).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
            assertThat(index(database).indexed()).isZero();
            upgraded = answers(database);
        }
        try (CodeDatabase fresh = IndexDatabase.open(folder.resolve("fresh"))) {
            index(fresh);
            assertThat(upgraded).isEqualTo(answers(fresh));
        }
    }

    private IndexSummary index(CodeDatabase database) {
        return Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    /** Returns the paths and lines that words, a text, an expression and a name find. */
    private static List<List<Object>> answers(CodeDatabase database) {
        CodeSearch search = new CodeSearch(database, AnswerFreshness.NONE);
        List<List<Object>> answers =
                List.of("door", "\"others.forEach\"", "/def \\w+/", "openAll", "\"doors are\"")
                        .stream()
                        .map(query ->
                                search.search(SearchRequest.of(query), () -> false).hits().stream()
                                        .map(hit -> (Object) (hit.path() + ":" + hit.line()))
                                        .toList())
                        .toList();
        assertThat(answers).noneMatch(List::isEmpty);
        return answers;
    }
}
