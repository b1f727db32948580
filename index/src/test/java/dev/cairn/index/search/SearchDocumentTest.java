package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.store.DatasetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query in the table of docs/search.md finds something in a small shop. */
class SearchDocumentTest {

    private static final Pattern QUERY = Pattern.compile("`([^`]+)`");

    @TempDir Path folder;

    @Test
    void theExamplesOfTheDocumentFindSomething() throws IOException {
        Path root = folder.toRealPath().resolve("shop");
        Files.createDirectories(root.resolve("src"));
        Files.writeString(
                root.resolve("src/Shop.java"),
                """
                /** Opens doors with a key. */
                class Shop {
                    void openDoors(String key) {
                        int turns = 2;
                        unlock(key, turns); // turned clockwise
                    }
                    void unlock(String key, int turns) { openDoors(key); }
                }
                """);
        Files.writeString(root.resolve("door.py"), "def open_door():\n    pass\n");
        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
            String project =
                    database.driver()
                            .queryValue("SELECT id FROM projects")
                            .orElseThrow()
                            .toString();
            new DatasetStore(database.driver()).add(project, "engine", "src");
            database.driver()
                    .execute(
                            "INSERT OR IGNORE INTO file_tags (file_id, tag) SELECT id, 'test'"
                                    + " FROM files WHERE path = 'door.py'");
            CodeSearch search = new CodeSearch(database, AnswerFreshness.NONE);
            List<String> queries = queries();
            assertThat(queries).hasSizeGreaterThan(14);
            for (String query : queries) {
                SearchAnswer answer = search.search(SearchRequest.of(query), () -> false);
                assertThat(answer.hits()).as(query).isNotEmpty();
            }
        }
    }

    private static List<String> queries() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "search.md"));
        String table = text.substring(text.indexOf("| write |"), text.indexOf("A `-` before"));
        List<String> queries = new ArrayList<>();
        for (String row : table.lines().skip(2).toList()) {
            String[] cells = row.split("\\|", -1);
            Matcher matcher = QUERY.matcher(cells.length > 1 ? cells[1] : "");
            while (matcher.find()) {
                queries.add(matcher.group(1));
            }
        }
        return queries;
    }
}
