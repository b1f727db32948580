package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.statement.IndexStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deleted from a table, by whatever statement, is deleted from its full-text indexes. */
class FullTextTriggersTest {

    @TempDir Path folder;

    private CodeDatabase database;
    private DatabaseDriver driver;

    @BeforeEach
    void indexTwoFiles() throws IOException {
        Path root = Files.createDirectories(folder.resolve("project"));
        Files.writeString(
                root.resolve("Lamp.java"),
                """
                package light;
                import java.util.List;
                /** Glows softly. */
                class Lamp { void igniteSlowly() { spark(); } }
                """);
        Files.writeString(root.resolve("Candle.java"), "/** Drips wax. */ class Candle {}\n");
        database = IndexDatabase.open(folder.resolve("db"));
        driver = database.driver();
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long lamp() {
        return (Long)
                driver.queryValue("SELECT id FROM files WHERE filename = 'Lamp.java'")
                        .orElseThrow();
    }

    private List<String> filesWith(String query) {
        return names(
                "SELECT filename FROM files_fts JOIN files ON id = files_fts.rowid"
                        + " WHERE files_fts MATCH ? ORDER BY 1",
                query);
    }

    private List<String> filesWithText(String trigram) {
        return names(
                "SELECT filename FROM files_trigrams JOIN files ON id = files_trigrams.rowid"
                        + " WHERE files_trigrams MATCH ? ORDER BY 1",
                IndexStatements.of(driver).trigrams(List.of(Set.of(trigram))));
    }

    private List<String> piecesWith(String query) {
        return names(
                "SELECT c.entity_name FROM code_content_fts JOIN code_content c"
                        + " ON c.id = code_content_fts.rowid WHERE code_content_fts MATCH ?"
                        + " ORDER BY 1",
                query);
    }

    private List<String> names(String sql, String query) {
        List<String> names = new ArrayList<>();
        try (Rows rows = driver.query(sql, query)) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return names;
    }

    private long entries(String index) {
        return (Long) driver.queryValue("SELECT count(*) FROM " + index + "_docsize").orElseThrow();
    }

    @Test
    void wordsAreStemmedButNotWholeIdentifiers() {
        assertThat(piecesWith("docstring : glow")).containsExactly("Lamp");
        assertThat(piecesWith("entity_name : igniting")).containsExactly("igniteSlowly");
        assertThat(piecesWith("igniteslowly_")).containsExactly("igniteSlowly");
        assertThat(piecesWith("igniteslow_")).isEmpty();
        assertThat(filesWith("waxes")).containsExactly("Candle.java");
        assertThat(filesWith("spark AND glows AND lamp")).containsExactly("Lamp.java");
        assertThat(filesWithText("ark")).containsExactly("Lamp.java");
        assertThat(filesWithText("k()")).containsExactly("Lamp.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM files WHERE id = ?",
                "UPDATE files SET indexed = 0 WHERE id = ?",
                "DELETE FROM projects WHERE id = (SELECT project_id FROM files WHERE id = ?)",
            })
    void aFileThatGoesIsInNoIndexOfFiles(String sql) {
        driver.begin(TransactionMode.WRITE);
        driver.execute(sql, lamp());

        assertThat(filesWith("spark")).isEmpty();
        assertThat(filesWithText("spa")).isEmpty();

        driver.rollback();
        assertThat(filesWith("spark")).containsExactly("Lamp.java");
        assertThat(filesWithText("spa")).containsExactly("Lamp.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM files",
                "DELETE FROM projects",
                "DELETE FROM code_content",
            })
    void piecesThatGoAreInNoIndex(String sql) {
        assertThat(entries("code_content_fts")).isPositive();

        driver.execute(sql);

        assertThat(entries("code_content_fts")).isZero();
        assertThat(piecesWith("spark")).isEmpty();
    }

    @Test
    void theDefinitionIsWhatTheDatabaseHas() {
        SyncResult again = database.ensureSchemaSynced(CodeIndexSchema.definition());

        assertThat(again.outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
    }
}
