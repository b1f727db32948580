package dev.cairn.index.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An index that only events keep up to date equals one that is made at the end. */
@Timeout(900)
final class WatchedIndexTest {

    private static final int STEPS = Rounds.of(30, 60, 500);

    private static final List<String> CONTENTS =
            List.of(
                    "SELECT path, language, lines, size, sha256, indexed FROM files"
                            + " WHERE deleted = 0 ORDER BY path",
                    "SELECT f.path, d.qualified_name, d.kind, d.line, d.end_line, d.signature"
                            + " FROM definitions d JOIN files f ON f.id = d.file_id"
                            + " WHERE f.deleted = 0 ORDER BY 1, 4, 2",
                    "SELECT f.path, u.line, u.\"column\", u.kind, u.name, u.receiver,"
                            + " d.qualified_name FROM symbol_uses u"
                            + " JOIN files f ON f.id = u.file_id"
                            + " LEFT JOIN definitions d ON d.id = u.definition_id"
                            + " WHERE f.deleted = 0 ORDER BY 1, 2, 3",
                    "SELECT f.path, c.entity_type, c.entity_name, c.content FROM code_content c"
                            + " JOIN files f ON f.id = c.file_id"
                            + " WHERE f.deleted = 0 ORDER BY 1, 2, 3, 4",
                    "SELECT path, kind, message, line FROM indexing_errors ORDER BY 1, 2, 3, 4");

    @TempDir Path temporary;

    @Test
    void randomStepsWithEventsGiveTheSameAsAFreshIndex() throws Exception {
        long seed = Long.getLong("cairn.seed", 20_261_130L);
        Path root = Files.createDirectory(temporary.toRealPath().resolve("tree"));
        TreeSteps steps = new TreeSteps(root, new Random(seed));
        try (CodeDatabase watched = IndexDatabase.open(folder("watched"));
                CodeDatabase fresh = IndexDatabase.open(folder("fresh"))) {
            IndexUpdate update = new IndexUpdate(watched, IndexOptions.standard());
            try (FileWatcher watcher =
                    new FileWatcher(List.of(root), Duration.ofHours(1), _ -> false, update)) {
                Thread thread = run(watcher);
                for (int step = 0; step < STEPS; step++) {
                    steps.next();
                }
                awaitQuiet(watcher);
                thread.interrupt();
                thread.join();
                assertThat(watcher.report().lastError()).isEmpty();
                assertThat(watcher.report().events()).isPositive();
            }
            Indexer.index(fresh, root, IndexOptions.standard(), ProgressListener.NONE);
            for (String query : CONTENTS) {
                assertThat(rows(watched, query))
                        .as("seed %d: %s", seed, query)
                        .isEqualTo(rows(fresh, query));
            }
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(temporary.resolve(name));
    }

    private static Thread run(FileWatcher watcher) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        watcher.run();
                    } catch (InterruptedException e) {
                        // The test is over.
                    }
                });
    }

    /** Events take some time to come; nothing may wait or be done for as long. */
    private static void awaitQuiet(FileWatcher watcher) throws InterruptedException {
        for (int quiet = 0; quiet < 30; quiet++) {
            Thread.sleep(50);
            WatchReport report = watcher.report();
            if (report.waiting() > 0 || !report.doing().isEmpty()) {
                quiet = 0;
            }
        }
    }

    private static List<List<Object>> rows(CodeDatabase database, String query) {
        List<List<Object>> all = new ArrayList<>();
        try (DatabaseDriver driver = database.openDriver();
                Rows rows = driver.query(query)) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 0; column < rows.columns().size(); column++) {
                    row.add(rows.value(column));
                }
                all.add(row);
            }
        }
        return all;
    }
}
