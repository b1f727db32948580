package dev.cairn.index.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessCheckTest {

    private static final RefreshLimit PATIENT = new RefreshLimit(8, Duration.ofSeconds(20));

    @TempDir Path folder;

    private Path root;
    private CodeDatabase database;
    private String project;

    @BeforeEach
    void index() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("project"));
        for (String name : List.of("A", "B", "C")) {
            Files.writeString(root.resolve(name + ".java"), "class " + name + " {}\n");
        }
        database = IndexDatabase.open(folder.resolve("db"));
        IndexSummary summary =
                Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
        project = summary.projectId();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private IndexedFile file(String path) {
        return new IndexedFile(project, root.toString(), path);
    }

    private Freshness refresh(RefreshLimit limit, String... paths) {
        List<IndexedFile> files = List.of(paths).stream().map(this::file).toList();
        return FreshnessCheck.refresh(database, files, limit, IndexOptions.standard());
    }

    private boolean isDefined(String name) {
        return database.driver()
                .queryValue("SELECT 1 FROM definitions WHERE name = ?", name)
                .isPresent();
    }

    @Test
    void unchangedFilesAreFresh() {
        Freshness freshness = refresh(PATIENT, "A.java", "B.java");

        assertThat(freshness.hasUpdates()).isFalse();
        assertThat(freshness.waiting()).isEmpty();
    }

    @Test
    void changedAndVanishedFilesAreBroughtUpToDateBeforeTheAnswer() throws IOException {
        Path changed = root.resolve("A.java");
        FileTime time = Files.getLastModifiedTime(changed);
        Files.writeString(changed, "class Z {}\n");
        Files.setLastModifiedTime(changed, time);
        Files.delete(root.resolve("B.java"));

        Freshness freshness = refresh(PATIENT, "A.java", "B.java", "C.java");

        assertThat(freshness.updated()).containsExactlyInAnyOrder(file("A.java"), file("B.java"));
        assertThat(freshness.waiting()).isEmpty();
        assertThat(isDefined("Z")).isTrue();
        assertThat(isDefined("B")).isFalse();
        assertThat(refresh(PATIENT, "A.java", "C.java").hasUpdates()).isFalse();
    }

    @Test
    void moreThanTheLimitAllowsWaits() throws IOException {
        Files.writeString(root.resolve("A.java"), "class A2 {}\n");
        Files.writeString(root.resolve("B.java"), "class B2 {}\n");

        Freshness reported = refresh(RefreshLimit.REPORT_ONLY, "A.java", "B.java");
        assertThat(reported.updated()).isEmpty();
        assertThat(reported.waiting()).containsExactlyInAnyOrder(file("A.java"), file("B.java"));

        Freshness one = refresh(new RefreshLimit(1, Duration.ofSeconds(20)), "A.java", "B.java");
        assertThat(one.updated()).hasSize(1);
        assertThat(one.waiting()).hasSize(1);
        assertThat(one.waiting()).doesNotContainAnyElementsOf(one.updated());
    }

    @Test
    void aFileThatTakesTooLongWaits() throws IOException {
        Files.writeString(root.resolve("slow.java"), "a<".repeat(5_000));
        Indexer.index(
                database,
                root,
                IndexOptions.standard().withFileTimeLimit(Duration.ofMillis(200)),
                ProgressListener.NONE);
        Files.writeString(root.resolve("slow.java"), "a<".repeat(5_000) + "b");

        long begin = System.nanoTime();
        Freshness freshness = refresh(new RefreshLimit(8, Duration.ofMillis(300)), "slow.java");

        assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(4).toNanos());
        assertThat(freshness.waiting()).containsExactly(file("slow.java"));
    }

    @Test
    void aProjectWhoseFolderIsGoneIsLeftAsItIs() throws IOException {
        Files.move(root, root.resolveSibling("elsewhere"));

        assertThat(refresh(PATIENT, "A.java").hasUpdates()).isFalse();
        assertThat(isDefined("A")).isTrue();
    }
}
