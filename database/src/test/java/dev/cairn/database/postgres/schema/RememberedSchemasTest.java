package dev.cairn.database.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.schema.Schema;
import dev.cairn.schema.plan.SchemaFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a definition gave is used again, and only where it is the same definition. */
class RememberedSchemasTest {

    private static final String PLACE = "server/app public";

    @TempDir private Path temporary;
    private Path folder;
    private PostgresTestDatabase server;
    private CodeDatabase database;
    private DatabaseDriver driver;

    @BeforeEach
    void open() {
        folder = temporary.resolve("cache");
        server = PostgresServer.shared().createDatabase();
        database =
                CodeDatabase.open(
                        new DatabaseConfiguration(
                                DatabaseType.POSTGRES,
                                server.location(DatabaseLocation.Limits.STANDARD),
                                StoragePaths.below(temporary)));
        driver = database.driver();
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    private static List<String> statements(String lastColumn) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            statements.add(
                    "CREATE TABLE t%d(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int DEFAULT 3)"
                            .formatted(i));
        }
        statements.add("CREATE VIEW v AS SELECT n AS " + lastColumn + " FROM t1 WHERE n > 2");
        statements.add("COMMENT ON VIEW v IS 'it''s a \"view\" with ü'");
        return statements;
    }

    private RememberedSchemas of(String place, List<String> statements) {
        return RememberedSchemas.of(folder, driver, place, statements);
    }

    private Schema made(List<String> statements) {
        statements.forEach(driver::execute);
        return driver.inspectSchema();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().getFirst();
        }
    }

    @Test
    void aSchemaThatWasKeptIsTheSame() {
        List<String> statements = statements("a");
        Schema schema = made(statements);
        assertThat(of(PLACE, statements).find()).isEmpty();
        of(PLACE, statements).keep(schema);

        assertThat(of(PLACE, statements).find().map(SchemaFingerprint::of))
                .contains(SchemaFingerprint.of(schema));
        assertThat(of(PLACE, statements).find().map(Schema::engineObjects))
                .contains(schema.engineObjects());
    }

    @Test
    void otherStatementsAndAnotherPlaceAreNotTheSame() {
        List<String> statements = statements("a");
        of(PLACE, statements).keep(made(statements));

        assertThat(of(PLACE, statements("b")).find()).isEmpty();
        assertThat(of("server/other public", statements).find()).isEmpty();
    }

    @Test
    void aDamagedFileAndOneThatOthersCanWriteAreNotUsed() throws IOException {
        List<String> statements = statements("a");
        of(PLACE, statements).keep(made(statements));
        Path file = file();
        String text = Files.readString(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(of(PLACE, statements).find()).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(of(PLACE, statements).find()).isPresent();
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThat(of(PLACE, statements).find()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void onlySomeFilesAreKept() throws IOException {
        Schema schema = made(statements("a"));
        for (int i = 0; i < 25; i++) {
            of(PLACE, statements("c" + i)).keep(schema);
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(20);
        }
    }

    @Test
    void aShortDefinitionIsNotRemembered() {
        assertThat(RememberedSchemas.of(driver, PLACE, statements("a"))).isEmpty();
    }
}
