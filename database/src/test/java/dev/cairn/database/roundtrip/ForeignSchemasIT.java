package dev.cairn.database.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes real, published schemas through everything that a schema of ours has to stand. They are not
 * part of this project: {@code src/test/foreign/fetch} gets them from the packages of Debian and
 * npm, and the Maven profile {@code foreign} runs this test.
 */
@Tag("foreign")
class ForeignSchemasIT {

    private static final Path FOLDER = Path.of("target/foreign");
    private static final int AT_LEAST = 8;

    /** Its program gives SQLite functions that views and triggers use. */
    private static final String NEEDS_ITS_FUNCTIONS = "calibre.sql";

    @TempDir Path folder;

    @Test
    void enoughSchemasWereFetched() {
        assertThat(files())
                .as("run src/test/foreign/fetch first; it fills %s", FOLDER)
                .hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    @TestFactory
    Stream<DynamicTest> everySchemaComesBackAsItWas() {
        return files().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException, SQLException {
        Path own = Files.createTempDirectory(folder, "foreign");
        Path database = own.resolve("live.db");
        if (file.toString().endsWith(".db")) {
            Files.copy(file, database);
        } else {
            SchemaRoundTrip.create(database, Files.readString(file));
        }
        Schema schema =
                file.getFileName().toString().equals(NEEDS_ITS_FUNCTIONS)
                        ? SchemaRoundTrip.checkUnusable(database, own, "no such function")
                        : SchemaRoundTrip.check(database, own);
        assertThat(schema.tables()).isNotEmpty();
        assertThat(schema.opaqueObjects()).extracting(OpaqueObject::name).isEmpty();
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("run src/test/foreign/fetch first", e);
        }
    }
}
