package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.ProgressListener;
import dev.cairn.database.verify.VerifyRequest;
import dev.cairn.database.verify.VerifyResult;
import dev.cairn.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migrations that are shipped as examples, run up and down over rows. */
@SuppressWarnings("NullAway.Init") // The fixture is set before each test.
class ExampleMigrationsTest {

    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();
    private static final List<String> FILES =
            List.of(
                    "V001__initial_schema.up.sql",
                    "V001__initial_schema.down.sql",
                    "V002__full_text_index.up.sql",
                    "V002__full_text_index.down.sql");

    @TempDir Path root;
    private MigrationFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new MigrationFixture(root);
        for (String file : FILES) {
            String resource = "/dev/cairn/database/examples/migrations/" + file;
            try (InputStream in = MigrationManager.class.getResourceAsStream(resource)) {
                byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
                fixture.write(file, new String(bytes, StandardCharsets.UTF_8));
            }
        }
        fixture.manager().upTo(1, USUAL);
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 1; i <= 500; i++) {
            rows.add(
                    List.of(
                            i,
                            "src/Source%03d.java".formatted(i),
                            "Source%03d.java".formatted(i),
                            "class Source" + i + " { int common; int only" + i + "; }"));
        }
        fixture.driver()
                .executeBatch(
                        "INSERT INTO files(id, path, filename, content) VALUES (?, ?, ?, ?)", rows);
        fixture.driver()
                .execute(
                        "INSERT INTO definitions(file_id, kind, name, line)"
                                + " SELECT id, 'class', 'Source' || id, 1 FROM files");
        fixture.driver()
                .execute(
                        "INSERT INTO symbols(file_id, definition_id, name, line)"
                                + " SELECT file_id, id, name, 1 FROM definitions");
        fixture.driver()
                .execute(
                        "INSERT INTO imports(file_id, module, line)"
                                + " SELECT id, 'java.util', 2 FROM files");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long hits(String index, String query) {
        return (Long)
                fixture.driver()
                        .queryValue("SELECT count(*) FROM " + index + "(?)", query)
                        .orElseThrow();
    }

    private void assertSound() {
        VerifyResult result =
                fixture.driver().perform(VerifyRequest.usual(), ProgressListener.NONE);
        assertThat(result.checks())
                .filteredOn(check -> check.outcome() == VerifyResult.Outcome.FAILED)
                .isEmpty();
    }

    @Test
    void theIndexFindsTheFilesThatWereThereBefore() {
        fixture.manager().up(USUAL);

        assertThat(hits("files_fts", "common")).isEqualTo(500);
        assertThat(hits("files_fts", "only321")).isEqualTo(1);
        assertThat(hits("files_fts", "filename : Source007")).isEqualTo(1);
        assertThat(fixture.rows("SELECT path FROM files_fts WHERE files_fts MATCH 'only42'"))
                .containsExactly("src/Source042.java");
        assertSound();
    }

    @Test
    void theIndexFollowsEveryChangeOfFilesAndTags() {
        fixture.manager().up(USUAL);
        fixture.driver()
                .execute(
                        "INSERT INTO files(id, path, filename, content)"
                                + " VALUES (501, 'a', 'a', 'brandnew')");
        fixture.driver().execute("UPDATE files SET content = 'changed' WHERE id = 1");
        fixture.driver().execute("UPDATE files SET lines = 7 WHERE id = 2");
        fixture.driver()
                .execute("INSERT INTO file_tags(file_id, tag) VALUES (3, 'parser'), (4, 'parser')");
        fixture.driver().execute("UPDATE file_tags SET tag = 'lexer' WHERE file_id = 4");
        fixture.driver().execute("DELETE FROM files WHERE id = 3");

        assertThat(hits("files_fts", "brandnew")).isEqualTo(1);
        assertThat(hits("files_fts", "changed")).isEqualTo(1);
        assertThat(hits("files_fts", "only1")).isZero();
        assertThat(hits("files_fts", "only3")).isZero();
        assertThat(hits("file_tags_fts", "parser")).isZero();
        assertThat(hits("file_tags_fts", "lexer")).isEqualTo(1);
        assertSound();
    }

    @Test
    void theWayBackLeavesTheFirstDesignWithAllItsRows() {
        Schema before = fixture.driver().inspectSchema();
        List<String> rows = fixture.rows("SELECT * FROM files ORDER BY id");
        fixture.manager().up(USUAL);

        fixture.manager().down(USUAL);

        assertThat(fixture.driver().inspectSchema()).isEqualTo(before);
        assertThat(fixture.rows("SELECT * FROM files ORDER BY id")).isEqualTo(rows);
        assertThat(fixture.rows("SELECT count(*) FROM symbols")).containsExactly("500");
        fixture.driver().execute("UPDATE files SET content = 'writable again'");
        assertSound();
    }

    @Test
    void theyGoUpAndDownAndUpAgain() {
        fixture.manager().up(USUAL);
        fixture.manager().downTo(0, USUAL);
        assertThat(fixture.objects()).isEmpty();

        fixture.manager().up(USUAL);

        assertThat(fixture.manager().status().drift().verdict())
                .isEqualTo(MigrationStatus.Verdict.NONE);
        assertSound();
    }

    @Test
    void aBackupIsMadeBeforeAndNamedInTheResult() {
        Path backups = root.resolve("backups");

        MigrationResult result = fixture.manager().up(MigrationOptions.withBackups(backups));

        assertThat(result.backupId()).isPresent();
        assertThat(Path.of(result.backupPath().orElseThrow())).isRegularFile().hasParent(backups);
        assertThat(
                        fixture.rows(
                                "SELECT action, subject, to_version, backup_id FROM _cairn_audit"
                                        + " ORDER BY sequence DESC LIMIT 1"))
                .containsExactly(
                        "migrate up|V002__full_text_index|2|" + result.backupId().orElseThrow());
    }

    @Test
    void withoutRowsNoBackupIsMadeAndTheResultSaysSo() {
        fixture.manager().downTo(0, USUAL);
        fixture.driver().execute("DROP TABLE IF EXISTS _cairn_audit");
        fixture.driver().execute("DROP TABLE IF EXISTS _cairn_history");
        fixture.driver().execute("DROP TABLE IF EXISTS _cairn_settings");

        MigrationResult result =
                fixture.manager().up(MigrationOptions.withBackups(root.resolve("backups")));

        assertThat(result.backupId()).isEmpty();
        assertThat(result.warnings()).singleElement().asString().contains("no rows");
    }
}
