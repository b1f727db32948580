package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Indexes in a process of its own, so that it can be killed; a line for each batch it has written.
 */
final class IndexingProcess {

    static final int BATCH_FILES = 8;

    private IndexingProcess() {}

    public static void main(String[] arguments) {
        try (CodeDatabase database = IndexDatabase.open(Path.of(arguments[0]))) {
            Indexer.index(
                    database,
                    Path.of(arguments[1]),
                    new IndexOptions(1_000_000, 1, BATCH_FILES, Duration.ofSeconds(10)),
                    (phase, done, total) -> System.out.println(done));
        }
    }
}
