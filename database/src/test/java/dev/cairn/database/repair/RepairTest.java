package dev.cairn.database.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.database.DatabaseFixture;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.database.verify.VerifyRequest;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init") // The database is opened before each test.
class RepairTest {

    private static final String SCHEMA =
            """
            CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE notes(id INTEGER PRIMARY KEY, person REFERENCES people, text);
            CREATE INDEX people_name ON people(name);
            CREATE VIEW names AS SELECT name FROM people;
            CREATE TRIGGER noted AFTER INSERT ON notes BEGIN
                UPDATE people SET name = name || '!' WHERE id = new.person;
            END;
            """;
    private static final String ROWS =
            """
            INSERT INTO people VALUES (1, 'Ada'), (2, 'Grace');
            INSERT INTO notes VALUES (1, 1, 'x');
            """;

    @TempDir Path root;
    private DatabaseFixture database;

    @BeforeEach
    void open() {
        database = new DatabaseFixture(root);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Optional<SchemaDefinition> definition() {
        return Optional.of(DefinitionReader.readSql(SCHEMA, "schema.sql"));
    }

    private RepairResult repair(boolean dryRun, Optional<SchemaDefinition> definition) {
        return database.driver()
                .perform(
                        new RepairRequest(dryRun, definition, Optional.empty()),
                        ProgressListener.NONE);
    }

    private List<String> audit() {
        return AuditTrail.of(database.driver()).latest(10).stream()
                .map(entry -> entry.event().action() + " " + entry.event().subject())
                .toList();
    }

    @Test
    void aSoundDatabaseNeedsNoRepairAndIsNotWrittenTo() {
        database.run(SCHEMA + ROWS);
        List<String> before = database.rows("SELECT sql FROM sqlite_schema");

        RepairResult result = repair(false, definition());

        assertThat(result.findings()).isEmpty();
        assertThat(result.needsPerson()).isFalse();
        assertThat(database.rows("SELECT sql FROM sqlite_schema")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"temp_people", "new_people", "people_old", "TEMP_People"})
    void aTableThatWasRenamedAsideGetsItsNameBack(String aside) {
        database.run(SCHEMA + ROWS + "ALTER TABLE people RENAME TO " + aside);

        RepairResult planned = repair(true, definition());
        assertThat(database.objects()).contains(aside);
        RepairResult result = repair(false, definition());

        assertThat(planned.findings()).isEqualTo(result.findings());
        assertThat(result.findings())
                .extracting(Finding::kind, Finding::object, Finding::certain)
                .containsExactly(tuple(Kind.INTERRUPTED_REBUILD, aside, true));
        assertThat(database.rows("SELECT name FROM names")).containsExactly("Ada!", "Grace");
        assertThat(database.rows("SELECT \"table\" FROM pragma_foreign_key_list('notes')"))
                .containsExactly("people");
        database.run("INSERT INTO notes VALUES (2, 2, 'y')");
        assertThat(database.rows("SELECT name FROM people WHERE id = 2")).containsExactly("Grace!");
        assertThat(audit()).containsExactly("repair " + aside);
        assertThat(repair(false, definition()).findings()).isEmpty();
    }

    @Test
    void viewsThatStillNameTheMissingTableAreWholeAgain() {
        database.run(
                SCHEMA
                        + ROWS
                        + "PRAGMA foreign_keys=OFF; PRAGMA legacy_alter_table=ON;"
                        + "CREATE TRIGGER on_names INSTEAD OF INSERT ON names BEGIN"
                        + " INSERT INTO people(name) VALUES (new.name); END;"
                        + "ALTER TABLE people RENAME TO temp_people;"
                        + "PRAGMA legacy_alter_table=OFF; PRAGMA foreign_keys=ON;");

        RepairResult result = repair(false, definition());

        assertThat(result.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.certain()).isTrue());
        database.run(
                "INSERT INTO names(name) VALUES ('Eve'); INSERT INTO notes VALUES (2, 2, 'y')");
        assertThat(database.rows("SELECT name FROM names ORDER BY 1"))
                .containsExactly("Ada!", "Eve", "Grace!");
    }

    @Test
    void withoutADefinitionARenamedTableIsOnlyReported() {
        database.run(
                SCHEMA
                        + ROWS
                        + "PRAGMA foreign_keys=OFF; PRAGMA legacy_alter_table=ON;"
                        + "ALTER TABLE people RENAME TO temp_people");

        RepairResult result = repair(false, Optional.empty());

        assertThat(result.needsPerson()).isTrue();
        assertThat(result.findings().getFirst().certain()).isFalse();
        assertThat(result.findings().getFirst().commands())
                .containsExactly("ALTER TABLE \"temp_people\" RENAME TO \"people\"");
        assertThat(database.objects()).contains("temp_people").doesNotContain("people");
    }

    @Test
    void otherColumnsThanDeclaredMakeItUncertain() {
        database.run("CREATE TABLE temp_people(id INTEGER PRIMARY KEY, nick TEXT)");

        assertThat(repair(false, definition()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.certain()).isFalse();
                    assertThat(finding.message()).contains("not the declared ones");
                });
        assertThat(database.objects()).containsExactly("temp_people");
    }

    @Test
    void twoThatCouldBeTheTableMakeItUncertain() {
        database.run("CREATE TABLE temp_people(id, name); CREATE TABLE people_old(id, name)");

        assertThat(repair(false, definition()).findings())
                .hasSize(2)
                .noneMatch(Finding::certain)
                .allMatch(finding -> finding.message().contains("another table could be it too"));
    }

    @Test
    void aCopyBesideTheTableIsReportedWithBothCounts() {
        database.run(SCHEMA + ROWS + "CREATE TABLE new_people(id INTEGER PRIMARY KEY, name, mail)");

        RepairResult result = repair(false, definition());

        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.certain()).isFalse();
                    assertThat(finding.message()).contains("0 rows, people has 2");
                    assertThat(finding.commands()).hasSize(2);
                });
        assertThat(database.objects()).contains("new_people", "people");
    }

    @Test
    void tablesThatAreOnlyCalledLikeALeftoverAreLeftAlone() {
        database.run(
                "CREATE TABLE new_items(x); CREATE TABLE temp_readings(celsius);"
                        + " CREATE TABLE readings(at, value); CREATE TABLE people_old(a);"
                        + " CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT)");

        assertThat(repair(false, Optional.empty()).findings()).isEmpty();
        SchemaDefinition declared = DefinitionReader.readSql("CREATE TABLE new_items(x)", "s.sql");
        assertThat(repair(false, Optional.of(declared)).findings()).isEmpty();
    }

    @Test
    void failedMigrationsAreForgotten() {
        database.run(
                "CREATE TABLE _cairn_history(version INTEGER PRIMARY KEY, name, success);"
                        + "INSERT INTO _cairn_history VALUES (1, 'one', 1), (2, 'two', 0)");

        assertThat(repair(false, Optional.empty()).findings())
                .extracting(Finding::kind, Finding::object)
                .containsExactly(tuple(Kind.FAILED_MIGRATION, "V002__two"));
        assertThat(database.rows("SELECT version FROM _cairn_history")).containsExactly("1");
    }

    private static final String FULL_TEXT =
            """
            CREATE TABLE texts(id INTEGER PRIMARY KEY, body TEXT);
            CREATE VIRTUAL TABLE texts_fts USING fts5(body, content='texts', content_rowid='id');
            CREATE TRIGGER texts_insert AFTER INSERT ON texts BEGIN
                INSERT INTO texts_fts(rowid, body) VALUES (new.id, new.body);
            END;
            CREATE TRIGGER texts_update AFTER UPDATE ON texts BEGIN
                INSERT INTO texts_fts(texts_fts, rowid, body) VALUES ('delete', old.id, old.body);
                INSERT INTO texts_fts(rowid, body) VALUES (new.id, new.body);
            END;
            INSERT INTO texts(body) VALUES ('one two'), ('two three');
            """;

    @Test
    void anIndexThatDisagreesIsBuiltAgain() {
        database.run(
                FULL_TEXT + "DROP TRIGGER texts_insert; INSERT INTO texts(body) VALUES ('two')");

        assertThat(repair(false, Optional.empty()).findings())
                .extracting(Finding::kind, Finding::object, Finding::certain)
                .containsExactly(tuple(Kind.FULL_TEXT_INDEX, "texts_fts", true));
        assertThat(database.rows("SELECT count(*) FROM texts_fts('two')")).containsExactly("3");
        assertThat(
                        database.driver()
                                .perform(VerifyRequest.usual(), ProgressListener.NONE)
                                .healthy())
                .isTrue();
    }

    @Test
    void anIndexThatCannotBeBuiltAgainIsReported() {
        database.run(
                """
                CREATE TABLE texts(id INTEGER PRIMARY KEY, body TEXT);
                INSERT INTO texts VALUES (1, 'x');
                CREATE VIRTUAL TABLE wide USING fts5(body, tags, content='texts');
                INSERT INTO wide(rowid, body, tags) VALUES (1, 'x', 'y');
                CREATE VIRTUAL TABLE none USING fts5(body, content='');
                INSERT INTO none(rowid, body) VALUES (1, 'x');
                DELETE FROM none_docsize;
                """);

        RepairResult result = repair(false, Optional.empty());

        assertThat(result.findings())
                .extracting(Finding::object, Finding::certain)
                .contains(tuple("wide", false));
        assertThat(result.findings()).noneMatch(Finding::certain);
        assertThat(result.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("no such column: c.tags"));
    }

    @Test
    void triggersOfADroppedIndexGoToo() {
        database.run(
                FULL_TEXT
                        + "CREATE TRIGGER other AFTER INSERT ON texts BEGIN SELECT 1; END;"
                        + "DROP TABLE texts_fts");

        RepairResult result = repair(false, Optional.empty());

        assertThat(result.findings())
                .extracting(Finding::kind, Finding::object, Finding::certain)
                .containsExactlyInAnyOrder(
                        tuple(Kind.DANGLING_TRIGGER, "texts_insert", true),
                        tuple(Kind.DANGLING_TRIGGER, "texts_update", true));
        database.run("INSERT INTO texts(body) VALUES ('works'); UPDATE texts SET body = 'again'");
        assertThat(database.objects()).containsExactly("other", "texts");
        assertThat(audit()).hasSize(2);
    }

    @Test
    void aTriggerThatDoesOtherWorkTooIsNotDropped() {
        database.run(
                FULL_TEXT
                        + "CREATE TABLE log(x);"
                        + "DROP TRIGGER texts_insert;"
                        + "CREATE TRIGGER texts_insert AFTER INSERT ON texts BEGIN"
                        + " INSERT OR REPLACE INTO texts_fts(rowid, body) VALUES (new.id, new.body);"
                        + " UPDATE OR IGNORE log SET x = 1; DELETE FROM log; END;"
                        + "DROP TABLE texts_fts");

        assertThat(repair(false, Optional.empty()).findings())
                .extracting(Finding::kind, Finding::object, Finding::certain)
                .contains(
                        tuple(Kind.BROKEN_TRIGGER, "texts_insert", false),
                        tuple(Kind.DANGLING_TRIGGER, "texts_update", true));
        assertThat(database.objects()).contains("texts_insert").doesNotContain("texts_update");
    }

    @Test
    void aTriggerOnATableThatIsNoIndexIsNotDropped() {
        database.run(
                "CREATE TABLE t(x); CREATE TABLE log(x); CREATE TRIGGER tr AFTER DELETE ON t BEGIN"
                        + " INSERT INTO log VALUES (old.x); END; DROP TABLE log");

        assertThat(repair(false, Optional.empty()).findings())
                .extracting(Finding::kind, Finding::certain)
                .containsExactly(tuple(Kind.BROKEN_TRIGGER, false));
        assertThat(database.objects()).containsExactly("t", "tr");
    }

    @Test
    void aBrokenViewIsReportedWithWhatWouldRepairIt() {
        database.run("CREATE TABLE t(x); CREATE VIEW v AS SELECT x FROM t; DROP TABLE t");

        assertThat(repair(false, Optional.empty()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.BROKEN_VIEW);
                    assertThat(finding.commands()).contains("DROP VIEW \"v\"");
                });
        assertThat(database.objects()).containsExactly("v");
    }

    @Test
    void aSyncGivesTheNameBackInsteadOfMakingTheTableAnew() {
        database.run(SCHEMA + ROWS + "ALTER TABLE people RENAME TO temp_people");

        SyncResult result =
                database.driver()
                        .perform(
                                new SyncRequest(definition().get(), SyncOptions.withoutBackup()),
                                ProgressListener.NONE);

        assertThat(result.warnings())
                .anyMatch(line -> line.startsWith("temp_people: ") && line.contains("repaired by"));
        assertThat(result.changesOf(ObjectKind.TABLE).added()).isEmpty();
        assertThat(database.rows("SELECT name FROM people ORDER BY id"))
                .containsExactly("Ada!", "Grace");
        assertThat(audit()).contains("repair temp_people");
    }

    @Test
    void aSyncThatIsUncertainLeavesTheLeftoverAloneAndSaysSo() {
        database.run(SCHEMA + ROWS + "CREATE TABLE people_old(id INTEGER PRIMARY KEY, name)");

        SyncResult result =
                database.driver()
                        .perform(
                                new SyncRequest(
                                        definition().get(),
                                        new SyncOptions(
                                                Optional.empty(),
                                                false,
                                                false,
                                                false,
                                                false,
                                                false)),
                                ProgressListener.NONE);

        assertThat(result.warnings())
                .anyMatch(line -> line.contains("to repair it, choose: DROP TABLE \"people_old\""));
        assertThat(database.objects()).contains("people_old");
        assertThat(
                        database.rows(
                                "SELECT name FROM sqlite_schema WHERE name LIKE '!_cairn%' ESCAPE '!'"))
                .isEmpty();
    }

    @Test
    void theFileOfARestoreThatWasStoppedIsRemoved() throws IOException {
        database.run("CREATE TABLE t(x)");
        String id = "00000000-1111-2222-3333-444444444444";
        Path left = Files.writeString(root.resolve("test.db.restore-" + id), "half");
        Path notes = Files.writeString(root.resolve("test.db.restore-notes.md"), "mine");

        RepairResult planned = repair(true, Optional.empty());
        assertThat(left).exists();
        repair(false, Optional.empty());

        assertThat(planned.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.INTERRUPTED_RESTORE);
        assertThat(left).doesNotExist();
        assertThat(notes).hasContent("mine");
        assertThat(root.resolve("test.db")).exists();
    }

    @Test
    void severalThingsAreRepairedTogetherAfterABackup() {
        database.run(FULL_TEXT + SCHEMA + ROWS);
        database.run("ALTER TABLE people RENAME TO people_old; DROP TABLE texts_fts");

        RepairResult result =
                database.driver()
                        .perform(
                                new RepairRequest(
                                        false, definition(), Optional.of(root.resolve("backups"))),
                                ProgressListener.NONE);

        assertThat(result.findings()).hasSize(3).allMatch(Finding::certain);
        assertThat(result.backupPath().map(Path::of))
                .hasValueSatisfying(p -> assertThat(p).exists());
        assertThat(repair(true, definition()).findings()).isEmpty();
    }

    @Test
    void theResultSurvivesTheWireForm() {
        database.run("CREATE TABLE t(x); CREATE VIEW v AS SELECT x FROM t; DROP TABLE t");
        RepairResult result = repair(true, Optional.empty());
        JsonMapper json = new JsonMapper();

        assertThat(json.readValue(json.writeValueAsString(result), RepairResult.class))
                .isEqualTo(result);
    }
}
