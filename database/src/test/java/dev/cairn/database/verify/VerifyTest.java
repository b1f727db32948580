package dev.cairn.database.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseFixture;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.verify.VerifyResult.Check;
import dev.cairn.database.verify.VerifyResult.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init") // The database is opened before each test.
class VerifyTest {

    private static final String SCHEMA =
            """
            CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT NOT NULL, boss REFERENCES people);
            CREATE TABLE texts(id INTEGER PRIMARY KEY, body TEXT);
            CREATE VIEW names AS SELECT name FROM people;
            CREATE INDEX people_name ON people(name);
            CREATE VIRTUAL TABLE texts_fts USING fts5(body, content='texts', content_rowid='id');
            CREATE TRIGGER texts_insert AFTER INSERT ON texts BEGIN
                INSERT INTO texts_fts(rowid, body) VALUES (new.id, new.body);
            END;
            """;

    @TempDir Path root;
    private DatabaseFixture database;

    @BeforeEach
    void open() {
        database = new DatabaseFixture(root);
        database.run(SCHEMA);
        database.run(
                """
                INSERT INTO people VALUES (1, 'Ada', NULL), (2, 'Grace', 1);
                INSERT INTO texts(body) VALUES ('one two'), ('two three');
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private VerifyResult verify(VerifyRequest request) {
        return database.driver().perform(request, ProgressListener.NONE);
    }

    private Check check(String name) {
        return verify(VerifyRequest.usual()).checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSoundDatabasePassesEveryCheck() {
        Path backups = root.resolve("backups");
        database.driver()
                .perform(
                        new BackupCreateRequest(backups, BackupOptions.plain("test"), false),
                        ProgressListener.NONE);

        VerifyResult result =
                verify(
                        new VerifyRequest(
                                false,
                                Optional.of(DefinitionReader.readSql(SCHEMA, "schema.sql")),
                                Optional.of(backups)));

        assertThat(result.healthy()).isTrue();
        assertThat(result.checks())
                .extracting(Check::name)
                .containsExactly(
                        "integrity",
                        "rows",
                        "foreign-keys",
                        "full-text",
                        "views",
                        "triggers",
                        "structure",
                        "backups");
        assertThat(result.checks()).allMatch(check -> check.outcome() == Outcome.PASSED);
        assertThat(result.checks())
                .extracting(Check::summary)
                .contains("1 full-text index: in order", "1 backup: in order");
    }

    @Test
    void whatWasNotAskedForIsSkippedAndNotPassed() {
        VerifyResult result = verify(VerifyRequest.usual());

        assertThat(result.healthy()).isTrue();
        assertThat(result.checks())
                .filteredOn(check -> check.outcome() == Outcome.SKIPPED)
                .extracting(Check::name)
                .containsExactly("structure", "backups");
    }

    @Test
    void aPortionIsOneTableOrOneFullTextIndex() {
        database.run(
                "PRAGMA foreign_keys=OFF; INSERT INTO people VALUES (7, 'Eve', 99);"
                        + " PRAGMA foreign_keys=ON; DELETE FROM texts_fts_data WHERE id > 10");

        assertThat(portion("texts").healthy()).isTrue();
        assertThat(portion("people").checks())
                .filteredOn(check -> check.outcome() == Outcome.FAILED)
                .singleElement()
                .satisfies(check ->
                        assertThat(check.summary()).isEqualTo("foreign keys of people: 1 fault"));
        assertThat(portion("texts_fts").checks())
                .filteredOn(check -> check.outcome() == Outcome.FAILED)
                .singleElement()
                .satisfies(check ->
                        assertThat(check.findings()).anyMatch(line -> line.contains("texts_fts")));
    }

    private VerifyResult portion(String object) {
        return database.driver().perform(new PortionRequest(object), ProgressListener.NONE);
    }

    @Test
    void verifyingChangesNothing() {
        List<String> before =
                database.rows("SELECT id, hex(block) FROM texts_fts_data ORDER BY id");

        verify(VerifyRequest.usual());

        assertThat(database.rows("SELECT id, hex(block) FROM texts_fts_data ORDER BY id"))
                .isEqualTo(before);
        assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
    }

    @Test
    void rowsThatReferToNothingAreNamed() {
        database.run(
                "PRAGMA foreign_keys=OFF; INSERT INTO people VALUES (7, 'Eve', 99), (8, 'Bob', 98);"
                        + " PRAGMA foreign_keys=ON");

        assertThat(check("foreign-keys").findings())
                .containsExactly(
                        "2 rows of people (rowid 7, 8) refer to a row of people that does not"
                                + " exist");
        assertThat(verify(VerifyRequest.usual()).healthy()).isFalse();
    }

    @Test
    void manyOrphansAreCountedAndAFewNamed() {
        database.run(
                "PRAGMA foreign_keys=OFF;"
                        + "INSERT INTO people(name, boss) WITH RECURSIVE n(i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
                        + " SELECT 'x', 100 + i FROM n");

        assertThat(check("foreign-keys").findings())
                .containsExactly(
                        "50 rows of people (rowid 3, 4, 5, 6, 7, …) refer to a row of people that"
                                + " does not exist");
    }

    @Test
    void aForeignKeyThatCannotBeCheckedIsAFault() {
        database.run("CREATE TABLE child(p REFERENCES people(name)); ");
        database.run("PRAGMA foreign_keys=OFF; INSERT INTO child VALUES ('Ada')");

        assertThat(check("foreign-keys").findings())
                .singleElement()
                .asString()
                .contains("foreign keys of child cannot be checked")
                .contains("foreign key mismatch");
    }

    @Test
    void anIndexThatMissesItsContentIsFound() {
        database.run("DROP TRIGGER texts_insert; INSERT INTO texts(body) VALUES ('unseen')");

        assertThat(check("full-text").findings())
                .containsExactly("full-text index texts_fts does not agree with its content");
    }

    @Test
    void anIndexWithoutItsContentTableCannotBeChecked() {
        database.run("DROP TABLE texts");

        assertThat(check("full-text").findings())
                .containsExactly("full-text index texts_fts has lost its content, the table texts");
    }

    @Test
    void contentlessIndexesAndOwnContentAreChecked() {
        database.run(
                """
                CREATE VIRTUAL TABLE own USING fts5(body);
                INSERT INTO own VALUES ('mine');
                CREATE VIRTUAL TABLE none USING fts5(body, content='', contentless_delete=1);
                INSERT INTO none(rowid, body) VALUES (1, 'gone');
                """);

        assertThat(check("full-text").summary()).isEqualTo("3 full-text indexes: in order");
        database.run("DELETE FROM own_content");
        assertThat(check("full-text").findings())
                .containsExactly("full-text index own does not agree with its content");
    }

    @Test
    void brokenViewsAndTriggersAreNamedWithTheReason() {
        database.run(
                """
                CREATE TABLE gone(x);
                CREATE VIEW broken AS SELECT x FROM gone;
                CREATE TRIGGER on_view INSTEAD OF INSERT ON broken BEGIN SELECT 1; END;
                CREATE TRIGGER a AFTER DELETE ON people BEGIN INSERT INTO gone VALUES (1); END;
                CREATE TRIGGER b BEFORE DELETE ON people BEGIN SELECT 1; END;
                CREATE TRIGGER IF NOT EXISTS main.up UPDATE OF name ON people BEGIN
                    DELETE FROM gone;
                END;
                DROP TABLE gone;
                """);

        assertThat(check("views").findings())
                .singleElement()
                .asString()
                .startsWith("view broken: ")
                .contains("no such table: main.gone");
        assertThat(check("triggers").findings())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("one of the triggers a, b on people: "))
                .anyMatch(line -> line.startsWith("trigger up on people: "));
    }

    @Test
    void insteadOfTriggersOnViewsArePrepared() {
        database.run(
                """
                CREATE TRIGGER i INSTEAD OF INSERT ON names BEGIN
                    INSERT INTO people(name) VALUES (new.name);
                END;
                CREATE TRIGGER u INSTEAD OF UPDATE ON names BEGIN
                    UPDATE people SET name = new.absent WHERE name = old.name;
                END;
                CREATE TRIGGER d INSTEAD OF DELETE ON names BEGIN
                    DELETE FROM people WHERE name = old.name;
                END;
                """);

        assertThat(check("triggers").findings())
                .singleElement()
                .asString()
                .startsWith("trigger u on names: ")
                .contains("new.absent");
    }

    @Test
    void aStructureThatIsNotAsDeclaredIsAFaultButWhatIsNotDeclaredIsNone() {
        database.run("DROP INDEX people_name; CREATE TABLE extra(x)");

        VerifyResult result =
                verify(
                        new VerifyRequest(
                                true,
                                Optional.of(DefinitionReader.readSql(SCHEMA, "schema.sql")),
                                Optional.empty()));

        Check structure = result.checks().get(6);
        assertThat(structure.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(structure.summary()).contains("(1 objects not declared)");
        assertThat(structure.findings())
                .singleElement()
                .asString()
                .startsWith("people_name: index missing");
    }

    @Test
    void aBackupThatWasChangedIsAFault() throws IOException {
        Path backups = root.resolve("backups");
        database.driver()
                .perform(
                        new BackupCreateRequest(backups, BackupOptions.plain("test"), false),
                        ProgressListener.NONE);
        try (Stream<Path> files = Files.list(backups)) {
            Path backup =
                    files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
            overwrite(backup, 5000);
        }

        VerifyResult result =
                verify(new VerifyRequest(true, Optional.empty(), Optional.of(backups)));

        assertThat(result.healthy()).isFalse();
        assertThat(result.checks().get(7).findings())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("backup "));
    }

    @Test
    void damagedPagesAreFoundByTheFullCheckAndTheQuickOne() throws IOException {
        database.run(
                "INSERT INTO people(name) WITH RECURSIVE n(i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                        + " SELECT 'name ' || i FROM n");
        database.rows("PRAGMA wal_checkpoint(TRUNCATE)");
        String page =
                database.rows("SELECT max(pageno) FROM dbstat WHERE name = 'people'").getFirst();
        database.close();
        overwrite(root.resolve("test.db"), (Long.parseLong(page) - 1) * 4096);
        database = new DatabaseFixture(root);

        assertThat(check("integrity").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verify(new VerifyRequest(true, Optional.empty(), Optional.empty())).healthy())
                .isFalse();
    }

    @Test
    void rowsThatBreakTheirConstraintsAreFound() {
        database.run(
                "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql ="
                        + " replace(sql, 'body TEXT', 'body TEXT CHECK (body <> ''one two'')')"
                        + " WHERE name = 'texts'; PRAGMA writable_schema=RESET");

        assertThat(check("integrity").findings()).isEmpty();
        assertThat(check("rows").findings())
                .singleElement()
                .asString()
                .contains("rows of texts break CHECK (body <> 'one two') (rowid 1)");
    }

    @Test
    void theResultSurvivesTheWireForm() {
        database.run("DROP TRIGGER texts_insert; INSERT INTO texts(body) VALUES ('unseen')");
        VerifyResult result = verify(VerifyRequest.usual());
        JsonMapper json = new JsonMapper();

        assertThat(json.readValue(json.writeValueAsString(result), VerifyResult.class))
                .isEqualTo(result);
    }

    private static void overwrite(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap("Z".repeat(600).getBytes(StandardCharsets.US_ASCII)), position);
        }
    }
}
