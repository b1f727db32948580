package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever changes a table that feeds a full-text index, by whatever statement, changes the index.
 */
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
                class Lamp { void ignite() { spark(); } }
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
                "SELECT filename FROM files_fts WHERE files_fts MATCH ? ORDER BY filename", query);
    }

    private List<String> piecesWith(String query) {
        return names(
                "SELECT entity_name FROM code_content_fts WHERE code_content_fts MATCH ?"
                        + " ORDER BY entity_name",
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

    /** The form with rank 1 compares an index with its content (fts5.html, 6.5). */
    private void requireSoundIndexes() {
        for (String table : List.of("files_fts", "code_content_fts")) {
            driver.execute(
                    "INSERT INTO " + table + "(" + table + ", rank) VALUES('integrity-check', 1)");
        }
    }

    @Test
    void everyColumnOfTheFileIndexCanBeSearchedReadAndRebuilt() {
        assertThat(filesWith("filename : lamp")).containsExactly("Lamp.java");
        assertThat(filesWith("definitions : ignite")).containsExactly("Lamp.java");
        assertThat(filesWith("imports : util")).containsExactly("Lamp.java");
        assertThat(filesWith("docstrings : wax")).containsExactly("Candle.java");

        driver.execute("INSERT INTO files_fts(files_fts) VALUES('rebuild')");
        driver.execute("INSERT INTO code_content_fts(code_content_fts) VALUES('rebuild')");

        assertThat(filesWith("docstrings : glows")).containsExactly("Lamp.java");
        assertThat(piecesWith("spark")).containsExactly("ignite");
        requireSoundIndexes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO definitions (file_id, name, qualified_name, kind, line, \"column\","
                        + " end_line, exported, signature)"
                        + " VALUES (?, 'extinguish', 'x', 'method', 1, 1, 1, 0, '') | extinguish",
                "UPDATE definitions SET name = 'kindle' WHERE name = 'ignite' AND file_id = ?"
                        + " | kindle NOT ignite",
                "INSERT INTO imports (file_id, module, kind, line)"
                        + " VALUES (?, 'electric.power', 'name', 1) | electric",
                "UPDATE imports SET module = 'gas' WHERE file_id = ? | imports : gas NOT imports : util",
                "INSERT INTO file_tags (file_id, tag, weight) VALUES (?, 'indoors', 2.0) | indoors",
                "INSERT INTO code_content (file_id, entity_type, line, content, docstring)"
                        + " VALUES (?, 'file', 1, '', 'Flickers at night.') | flickers",
                "UPDATE code_content SET docstring = 'Blinks.' WHERE file_id = ?"
                        + " AND docstring IS NOT NULL | blinks NOT glows",
                "UPDATE files SET path = 'attic/Bulb.java' WHERE id = ? | attic",
            })
    void whatIsWrittenIsFoundInTheSameTransaction(String sql, String query) {
        driver.begin(TransactionMode.WRITE);
        driver.execute(sql, lamp());

        assertThat(filesWith(query)).containsExactly("Lamp.java");
        requireSoundIndexes();
        driver.rollback();

        assertThat(filesWith(query)).isEmpty();
        requireSoundIndexes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM definitions WHERE name = 'ignite' AND file_id = ?"
                        + " | definitions : ignite",
                "DELETE FROM imports WHERE file_id = ? | imports : util",
                "DELETE FROM code_content WHERE docstring IS NOT NULL AND file_id = ? | glows",
                "DELETE FROM files WHERE id = ? | lamp",
                "UPDATE files SET indexed = 0 WHERE id = ? | lamp",
                "DELETE FROM projects WHERE id ="
                        + " (SELECT project_id FROM files WHERE id = ?) | lamp OR candle",
            })
    void whatIsDeletedIsNotFoundAnyMore(String sql, String query) {
        assertThat(filesWith(query)).isNotEmpty();

        driver.execute(sql, lamp());

        assertThat(filesWith(query)).isEmpty();
        if (!sql.contains("indexed")) {
            requireSoundIndexes();
        }
    }

    @Test
    void aTagThatIsIgnoredChangesNothing() {
        driver.execute("INSERT INTO file_tags (file_id, tag) VALUES (?, 'old')", lamp());
        driver.execute("INSERT OR IGNORE INTO file_tags (file_id, tag) VALUES (?, 'old')", lamp());
        driver.execute(
                "INSERT INTO file_tags (file_id, tag) VALUES (?, 'old')"
                        + " ON CONFLICT DO UPDATE SET weight = 3",
                lamp());
        driver.execute("INSERT OR REPLACE INTO file_tags (file_id, tag) VALUES (?, 'old')", lamp());

        assertThat(filesWith("tags : old")).containsExactly("Lamp.java");
        requireSoundIndexes();

        driver.execute("DELETE FROM file_tags");
        assertThat(filesWith("tags : old")).isEmpty();
        requireSoundIndexes();
    }

    @Test
    void piecesOfAnIndexedFileFollowTheirTable() {
        driver.execute(
                "INSERT INTO code_content (file_id, entity_type, entity_name, line, content)"
                        + " VALUES (?, 'method', 'snuff', 1, 'gone out')",
                lamp());
        assertThat(piecesWith("gone")).containsExactly("snuff");

        driver.execute("UPDATE code_content SET content = 'relit' WHERE entity_name = 'snuff'");
        assertThat(piecesWith("gone")).isEmpty();
        assertThat(piecesWith("relit")).containsExactly("snuff");
        requireSoundIndexes();

        driver.execute("DELETE FROM code_content WHERE entity_name = 'snuff'");
        assertThat(piecesWith("relit")).isEmpty();
        requireSoundIndexes();
    }

    @Test
    void aRowThatMovesToAnotherFileIsFoundThere() {
        driver.execute(
                "UPDATE definitions SET file_id = (SELECT id FROM files WHERE filename ="
                        + " 'Candle.java') WHERE name = 'ignite'");

        assertThat(filesWith("definitions : ignite")).containsExactly("Candle.java");
        requireSoundIndexes();
    }

    @Test
    void theDefinitionIsWhatTheDatabaseHas() {
        SyncResult again = database.ensureSchemaSynced(CodeIndexSchema.definition());

        assertThat(again.outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
        assertThat(again.toVersion()).isEqualTo("1.1.0");
    }
}
