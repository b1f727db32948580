package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeIndexSchemaTest {

    @TempDir Path folder;

    @Test
    void anIndexOfVersion100IsMigratedAndExtractedAgain() throws IOException {
        Path root = Files.createDirectory(folder.toRealPath().resolve("project"));
        Files.writeString(root.resolve("A.java"), "class A { void a() { b(); } }\n");
        try (CodeDatabase database = IndexDatabase.openWith(folder.resolve("db"), version100())) {
            fill(database, root);
        }

        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            DatabaseDriver driver = database.driver();
            assertThat(driver.queryValue("SELECT tag FROM file_tags")).contains("kept");
            assertThat(index(database, root).indexed()).isEqualTo(1);
            assertThat(driver.queryValue("SELECT count(*) FROM files")).contains(1L);
            assertThat(driver.queryValue("SELECT tag FROM file_tags WHERE automatic = 0"))
                    .contains("kept");
            assertThat(driver.queryValue("SELECT kind FROM symbol_uses WHERE name = 'b'"))
                    .contains("call");
            assertThat(
                            new CodeSearch(database, AnswerFreshness.NONE)
                                    .search(SearchRequest.of("b();"), () -> false)
                                    .hits())
                    .hasSize(1);
            assertThat(database.ensureSchemaSynced(CodeIndexSchema.definition()).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
        }
    }

    @Test
    void anIndexWithATriggerOfSomebodyElseIsRefused() {
        for (String evil :
                List.of(
                        "CREATE TRIGGER evil AFTER INSERT ON files BEGIN DELETE FROM files; END",
                        "CREATE TRIGGER files_inserted AFTER INSERT ON FILES BEGIN SELECT 1; END")) {
            try (CodeDatabase database = IndexDatabase.open(folder.resolve("db" + evil.length()))) {
                assertThat(CodeIndexSchema.ensure(database).outcome())
                        .isEqualTo(SyncResult.Outcome.UNCHANGED);
                database.driver().execute("CREATE TABLE mine (a)");
                database.driver()
                        .execute("CREATE TRIGGER mine_t AFTER INSERT ON mine BEGIN SELECT 1; END");
                CodeIndexSchema.ensure(database);
                database.driver().execute(evil);
                assertThatThrownBy(() -> CodeIndexSchema.ensure(database))
                        .isInstanceOfSatisfying(
                                DatabaseException.class,
                                e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                        .hasMessageContaining("on 'files' is not Cairn's");
            }
        }
    }

    @Test
    void aViewInThePlaceOfATableIsRefused() {
        Schema schema = CodeIndexSchema.definition().schema();
        assertThat(
                        Stream.concat(schema.tables().stream(), schema.virtualTables().stream())
                                .map(SchemaObject::name))
                .containsExactlyInAnyOrderElementsOf(IndexTables.NAMES);

        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            IndexTables.require(database);
            database.driver().execute("DROP TABLE vectors");
            database.driver()
                    .execute(
                            "CREATE VIEW Vectors AS WITH RECURSIVE c(x) AS"
                                    + " (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c");
            assertThatThrownBy(() -> CodeIndexSchema.ensure(database))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                    .hasMessageContaining("'Vectors' is a view");
        }
    }

    @Test
    void aTableThatHidesAFunctionIsRefused() {
        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            database.driver().execute("CREATE VIEW Json_Each AS SELECT 'nothing' AS value");

            assertThatThrownBy(() -> IndexTables.require(database))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                    .hasMessageContaining("'Json_Each' in it hides a function")
                    .hasMessageContaining("cairn clean");
        }
    }

    private static SchemaDefinition version100() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        CodeIndexSchemaTest.class.getResourceAsStream("code-index-1.0.0.sql"))) {
            return DefinitionReader.readSql(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), "code-index-1.0.0.sql");
        }
    }

    /** Gives the database the rows of one indexed file, as version 1.0.0 wrote them. */
    private static void fill(CodeDatabase database, Path root) {
        DatabaseDriver driver = database.driver();
        driver.execute(
                "INSERT INTO projects (id, root_path, name, index_format) VALUES ('p', ?, 'p', 1)",
                root.toString());
        driver.execute(
                "INSERT INTO datasets (id, project_id, root_path, name) VALUES ('d', 'p', ?, 'd')",
                root.toString());
        for (String sql :
                List.of(
                        "INSERT INTO files (id, project_id, dataset_id, path, filename, language,"
                                + " size, modified_nanos, sha256)"
                                + " VALUES (1, 'p', 'd', 'A.java', 'A.java', 'java', 1, 1, 'x')",
                        "INSERT INTO definitions VALUES (1, 1, NULL, 'A', NULL, 'A', 'class', 1, 7,"
                                + " 1, 0, NULL, NULL, 'class A')",
                        "INSERT INTO symbols VALUES (1, 'call', 'b', 1, 1)",
                        "INSERT INTO file_tags (file_id, tag) VALUES (1, 'kept')",
                        "INSERT INTO code_content (file_id, entity_type, entity_name, line, content)"
                                + " VALUES (1, 'class', 'A', 1, 'class A')",
                        "UPDATE files SET indexed = 1")) {
            driver.execute(sql);
        }
    }

    private static IndexSummary index(CodeDatabase database, Path root) {
        return Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }
}
