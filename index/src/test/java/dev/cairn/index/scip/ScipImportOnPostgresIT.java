package dev.cairn.index.scip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same imports into an index in PostgreSQL. */
class ScipImportOnPostgresIT extends ScipImportTest {

    private @Nullable PostgresTestDatabase server;

    @Override
    CodeDatabase open(Path data) {
        PostgresTestDatabase created = PostgresServer.shared().createDatabase();
        server = created;
        return IndexDatabase.open(data, created.location(DatabaseLocation.Limits.STANDARD));
    }

    @Override
    @AfterEach
    void close() {
        super.close();
        Objects.requireNonNull(server).close();
    }

    @Test
    void importsOfSeveralMachinesGiveNoIdTwice() throws IOException {
        DatabaseLocation.Server location =
                Objects.requireNonNull(server).location(DatabaseLocation.Limits.STANDARD);
        List<CompletableFuture<ScipSummary>> imports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path own = folder.toRealPath().resolve("machine" + i + "/shop");
            Files.createDirectories(own.resolve("src"));
            for (String name : List.of("src/door.ts", "src/house.ts", "shop.scip")) {
                Files.copy(RESOURCES.resolve(name), own.resolve(name));
            }
            imports.add(CompletableFuture.supplyAsync(() -> imported(own, location)));
        }
        assertThat(imports).allSatisfy(one -> assertThat(one.join().imported()).isEqualTo(2));
        try (CodeDatabase reader = IndexDatabase.open(folder.resolve("reader"), location)) {
            assertThat(
                            reader.driver()
                                    .queryValue(
                                            "SELECT count(DISTINCT project_id) FROM scip_symbols"))
                    .contains(4L);
            for (String table :
                    List.of("scip_symbols", "files", "definitions", "names", "code_content")) {
                assertThat(
                                reader.driver()
                                        .queryValue(
                                                "SELECT count(*) - count(DISTINCT id) FROM "
                                                        + table))
                        .as(table)
                        .contains(0L);
            }
        }
    }

    private static ScipSummary imported(Path own, DatabaseLocation.Server location) {
        try (CodeDatabase machine = IndexDatabase.open(own.resolveSibling("storage"), location)) {
            Indexer.index(machine, own, IndexOptions.standard(), ProgressListener.NONE);
            String project =
                    machine.driver()
                            .queryValue(
                                    "SELECT id FROM projects WHERE root_path = ?", own.toString())
                            .orElseThrow()
                            .toString();
            return ScipImport.read(machine.driver(), project, own, own.resolve("shop.scip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
