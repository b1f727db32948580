package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeIndexSchemaTest {

    @TempDir Path folder;

    @Test
    void anIndexOfAnOlderVersionIsMigratedAndExtractedAgain() throws IOException {
        Path root = Files.createDirectory(folder.toRealPath().resolve("project"));
        Files.writeString(root.resolve("A.java"), "class A { void a() { b(); } }\n");
        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            index(database, root);
            makeOlder(database);
        }

        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            assertThat(index(database, root).indexed()).isEqualTo(1);
            assertThat(
                            database.driver()
                                    .queryValue("SELECT kind FROM symbol_uses WHERE name = 'b'"))
                    .contains("call");
        }
    }

    /** Gives the database the table of names that version 1.0.0 had, with a row in it. */
    private static void makeOlder(CodeDatabase database) {
        for (String sql :
                new String[] {
                    "DROP VIEW symbol_uses",
                    "DROP TABLE symbols",
                    "DROP TABLE names",
                    "CREATE TABLE symbols (file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE"
                            + " CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL, uses INTEGER NOT"
                            + " NULL, line INTEGER NOT NULL, PRIMARY KEY (file_id, kind, name))"
                            + " WITHOUT ROWID",
                    "INSERT INTO symbols SELECT id, 'call', 'b', 1, 1 FROM files",
                    "UPDATE db_settings SET value = '1.0.0' WHERE key = 'schema_version'",
                    "UPDATE projects SET index_format = 1"
                }) {
            database.driver().execute(sql);
        }
    }

    private static IndexSummary index(CodeDatabase database, Path root) {
        return Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }
}
