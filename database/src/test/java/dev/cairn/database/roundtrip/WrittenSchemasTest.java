package dev.cairn.database.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Takes schemas that are written to be hard to read through the same as foreign ones. */
class WrittenSchemasTest {

    private static final Path CASES = Path.of("src/test/resources/roundtrip");

    @TempDir Path folder;

    @TestFactory
    List<DynamicTest> everySchemaComesBackAsItWas() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private void check(Path file) throws Exception {
        Path own = Files.createDirectory(folder.resolve(file.getFileName().toString()));
        Path database = own.resolve("live.db");
        SchemaRoundTrip.create(database, Files.readString(file));
        assertThat(SchemaRoundTrip.check(database, own).isEmpty()).isFalse();
    }

    @Test
    void aForeignKeyToNowhereComesBackButIsNotMadeAnew() throws Exception {
        Path database = folder.resolve("live.db");
        SchemaRoundTrip.create(
                database, "CREATE TABLE notes (id INTEGER PRIMARY KEY, a REFERENCES gone (id))");
        Schema schema =
                SchemaRoundTrip.checkUnusable(
                        database, folder, "refers to table 'gone', which will not exist");
        assertThat(schema.tables()).hasSize(1);
    }
}
