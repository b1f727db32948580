package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the indexer in the middle, as SIGKILL does, and lets the next run finish. */
class KilledIndexingIT {

    private static final long SEED = 20_260_731;
    private static final int ROUNDS = Rounds.of(1, 2, 40);
    private static final int FILES = 240;

    private static final List<String> COUNTS =
            List.of(
                    "SELECT count(*) FROM files WHERE deleted = 0 AND indexed = 1",
                    "SELECT count(*) FROM definitions",
                    "SELECT count(*) FROM imports",
                    "SELECT sum(uses) FROM symbols",
                    "SELECT sum(length(content)) FROM code_content",
                    "SELECT count(*) FROM files_fts_docsize",
                    "SELECT count(*) FROM code_content_fts WHERE code_content_fts MATCH 'compute'",
                    "SELECT count(*) FROM files_fts WHERE files_fts MATCH 'compute'");

    @TempDir Path folder;

    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("tree"));
        Random random = new Random(SEED);
        for (int i = 0; i < FILES; i++) {
            Path file = root.resolve("p" + i % 7).resolve("C" + i + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source(i, random));
        }
    }

    private static String source(int number, Random random) {
        StringBuilder text =
                new StringBuilder("package p" + number % 7 + ";\nimport java.util.*;\n");
        text.append("/** Number ")
                .append(number)
                .append(". */\nclass C")
                .append(number)
                .append(" {\n");
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append("    int compute").append(i).append("(int a) { return compute(a, ");
            text.append(random.nextInt(1000)).append("); }\n");
        }
        return text.append("}\n").toString();
    }

    @Test
    void theNextRunCompletesWhatAKilledOneBegan() throws IOException, InterruptedException {
        List<Object> undisturbed = indexAndCount(folder.resolve("undisturbed"));
        Random random = new Random(SEED);

        for (int round = 0; round < ROUNDS; round++) {
            Path database = folder.resolve("killed" + round);
            int batches = 1 + random.nextInt(FILES / IndexingProcess.BATCH_FILES - 2);
            long acknowledged = killAfter(batches, random.nextInt(20), database);

            assertThat(filesIn(database))
                    .isGreaterThanOrEqualTo(acknowledged)
                    .isLessThan(FILES)
                    .satisfies(files -> assertThat(files % IndexingProcess.BATCH_FILES).isZero());
            assertThat(indexAndCount(database)).isEqualTo(undisturbed);
        }
    }

    private long killAfter(int batches, int moreMillis, Path database)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                JavaCommand.of(
                                        List.of(
                                                JavaCommand.temporaryFilesInBuild(),
                                                "-Dcairn.native.folder="
                                                        + folder.resolve("native")),
                                        IndexingProcess.class,
                                        database,
                                        root))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long done = 0;
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i <= batches; i++) {
                done = Long.parseLong(output.readLine());
            }
            TimeUnit.MILLISECONDS.sleep(moreMillis);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return done;
    }

    private static long filesIn(Path folder) {
        try (CodeDatabase database = IndexDatabase.open(folder)) {
            DatabaseDriver driver = database.driver();
            assertThat(driver.queryValue("PRAGMA integrity_check")).contains("ok");
            for (String table : List.of("files_fts", "code_content_fts")) {
                driver.execute(
                        "INSERT INTO "
                                + table
                                + "("
                                + table
                                + ", rank) VALUES('integrity-check', 1)");
            }
            return (Long) driver.queryValue("SELECT count(*) FROM files").orElseThrow();
        }
    }

    private List<Object> indexAndCount(Path folder) {
        try (CodeDatabase database = IndexDatabase.open(folder)) {
            Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
            return COUNTS.stream()
                    .map(sql -> database.driver().queryValue(sql).orElseThrow())
                    .toList();
        }
    }
}
