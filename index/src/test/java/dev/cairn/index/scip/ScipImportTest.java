package dev.cairn.index.scip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.reference.References.Direction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Imports an index that scip-typescript 0.4.0 made of the two files next to it. */
class ScipImportTest {

    static final Path RESOURCES = Path.of("src/test/resources/dev/cairn/index/scip");

    @TempDir Path folder;
    private Path root = Path.of("");
    private CodeDatabase database;

    @BeforeEach
    void index() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("shop"));
        Files.createDirectory(root.resolve("src"));
        for (String name : List.of("src/door.ts", "src/house.ts", "shop.scip")) {
            Files.copy(RESOURCES.resolve(name), root.resolve(name));
        }
        database = open(folder.resolve("db"));
        bringUpToDate();
    }

    CodeDatabase open(Path data) {
        return IndexDatabase.open(data);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void bringUpToDate() {
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private ScipSummary read(Path file) throws IOException {
        String project =
                database.driver().queryValue("SELECT id FROM projects").orElseThrow().toString();
        return ScipImport.read(database.driver(), project, root, file);
    }

    private List<String> uses(String name) {
        return new CodeReferences(database, AnswerFreshness.NONE)
                .references(name, Direction.CALLERS, 1, () -> false).edges().stream()
                        .map(edge ->
                                "%s:%d:%d %s"
                                        .formatted(
                                                edge.use().path(),
                                                edge.use().line(),
                                                edge.use().column(),
                                                edge.certainty().text()))
                        .sorted()
                        .toList();
    }

    @Test
    void usesOfTheSameNameAreToldApart() throws IOException {
        assertThat(uses("Door.open")).contains("src/house.ts:5:33 by import");

        ScipSummary summary = read(root.resolve("shop.scip"));

        assertThat(summary.imported()).isEqualTo(2);
        assertThat(summary.unknown() + summary.changed()).isZero();
        assertThat(uses("Door.open"))
                .containsExactly("src/door.ts:14:17 exact", "src/house.ts:4:30 exact");
        assertThat(uses("Window.open")).containsExactly("src/house.ts:5:33 exact");
    }

    @Test
    void usesUnderAnotherNameAreFound() throws IOException {
        read(root.resolve("shop.scip"));

        assertThat(uses("enter")).contains("src/house.ts:6:29 exact");
    }

    @Test
    void whatADefinitionUsesIsExact() throws IOException {
        assertThat(callees("visit")).contains("4:30 Door.open by import", "6:29 ? name only");

        read(root.resolve("shop.scip"));

        assertThat(callees("visit"))
                .contains("4:30 Door.open exact", "5:33 Window.open exact", "6:29 enter exact")
                .noneMatch(edge -> edge.contains("by import"));
    }

    private List<String> callees(String name) {
        return new CodeReferences(database, AnswerFreshness.NONE)
                .references(name, Direction.CALLEES, 1, () -> false).edges().stream()
                        .map(edge ->
                                "%d:%d %s %s"
                                        .formatted(
                                                edge.use().line(),
                                                edge.use().column(),
                                                edge.target()
                                                        .map(DefinitionRow::qualifiedName)
                                                        .orElse("?"),
                                                edge.certainty().text()))
                        .toList();
    }

    @Test
    void whatIsKnownOfAFileGoesWhenItChanges() throws IOException {
        read(root.resolve("shop.scip"));
        Path house = root.resolve("src/house.ts");
        Files.writeString(house, Files.readString(house) + "// changed\n");
        bringUpToDate();

        assertThat(
                        database.driver()
                                .queryValue(
                                        "SELECT count(DISTINCT f.path) FROM scip_occurrences o"
                                                + " JOIN files f ON f.id = o.file_id"))
                .contains(1L);
        assertThat(uses("Window.open")).contains("src/house.ts:5:33 by import");
    }

    @Test
    void filesThatAreNewerThanTheIndexAreLeftOut() throws IOException {
        Files.setLastModifiedTime(
                root.resolve("shop.scip"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        ScipSummary summary = read(root.resolve("shop.scip"));

        assertThat(summary.changed()).isEqualTo(2);
        assertThat(summary.occurrences()).isZero();
    }

    /** A pipe would keep the command, and the write lock, waiting for a writer. */
    @Test
    @Timeout(20)
    void onlyRegularFilesAreRead() throws Exception {
        Path pipe = root.resolve("pipe.scip");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        for (Path file : List.of(pipe, Path.of("/dev/zero"), root)) {
            assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileThatIsThereManyTimesIsReadOnce() throws IOException {
        byte[] whole = Files.readAllBytes(RESOURCES.resolve("shop.scip"));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            many.writeBytes(whole);
        }
        Files.write(root.resolve("many.scip"), many.toByteArray());

        ScipSummary summary = read(root.resolve("many.scip"));

        assertThat(summary.documents()).isEqualTo(1_000);
        assertThat(summary.imported()).isEqualTo(2);
        assertThat(summary.complete()).isFalse();
        assertThat(uses("Window.open")).containsExactly("src/house.ts:5:33 exact");
    }

    @Test
    void aDamagedFileIsRefusedOrReadInPartAndNeverEndsOtherwise() throws IOException {
        byte[] whole = Files.readAllBytes(RESOURCES.resolve("shop.scip"));
        read(root.resolve("shop.scip"));
        Path damaged = root.resolve("damaged.scip");
        Random random = new Random(19);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int change = random.nextInt(8); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                read(damaged);
            } catch (InvalidScipException e) {
                refused++;
                assertThat(e).hasMessageContaining("no valid SCIP index");
            }
        }
        assertThat(refused).isGreaterThan(100);
        Files.writeString(damaged, "");
        assertThatThrownBy(() -> read(damaged)).isInstanceOf(InvalidScipException.class);
        assertThat(read(root.resolve("shop.scip")).imported()).isEqualTo(2);
    }
}
