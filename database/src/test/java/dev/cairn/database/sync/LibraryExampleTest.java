package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows to those who use the schema engine as a library. */
class LibraryExampleTest {

    @TempDir Path folder;

    @Test
    void aProgramKeepsItsDatabaseAsDeclared() throws Exception {
        Path file = folder.resolve("app.db");
        Path schema = folder.resolve("schema.sql");
        Files.writeString(schema, "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);");
        assertThat(start(file, schema).changesOf(ObjectKind.TABLE).added())
                .containsExactly("notes");

        Files.writeString(
                schema, "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);");
        assertThat(start(file, schema).steps()).containsExactly("make 'notes.text' NOT NULL");
        assertThat(start(file, schema).steps()).isEmpty();
    }

    // example: begin
    private static SyncResult start(Path file, Path schema) {
        SchemaDefinition definition = DefinitionReader.read(schema);
        try (CodeDatabase database = CodeDatabase.open(file)) {
            return database.ensureSchemaSynced(definition);
        }
    }
    // example: end
}
