package dev.cairn.server.process.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.edit.CodeBackups;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.configuration.CairnConfiguration.CodeBackupSettings;
import dev.cairn.server.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // The database is opened before each test.
final class RepairLookTest {

    private static final int OBJECTS =
            CodeIndexSchema.definition().schema().tables().size()
                    + CodeIndexSchema.definition().schema().virtualTables().size();

    @TempDir Path temporary;
    private Path root;
    private DatabaseConfiguration configuration;
    private CodeDatabase database;

    @BeforeEach
    void open() throws IOException {
        root = temporary.toRealPath().resolve("project");
        Files.createDirectories(root);
        Files.writeString(root.resolve("A.java"), "class A { void first() {} }\n");
        configuration =
                ConfigurationReader.defaults(root.resolve(".cairn")).database().withoutWorker();
        configuration.storage().create();
        database = CodeDatabase.open(configuration);
        database.ensureSchemaSynced(CodeIndexSchema.definition());
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RepairLook look(Duration limit) {
        return new RepairLook(
                new RepairParameters(
                        configuration,
                        false,
                        limit,
                        20,
                        Duration.ofDays(30),
                        new CodeBackupSettings(Duration.ofDays(30), 2)),
                database);
    }

    private RepairReport whole(Duration limit, boolean busy) throws Exception {
        RepairLook look = look(limit);
        look.repair();
        look.check(() -> busy);
        look.prune();
        look.record();
        RepairReport report = look.report();
        report.write(configuration.storage().run());
        return report;
    }

    private List<String> history() {
        return database
                .perform(new HistoryRequest(20, false), ProgressListener.NONE)
                .entries()
                .stream()
                .filter(entry -> entry.event().action().equals("repair look"))
                .map(entry -> entry.event().detail())
                .toList();
    }

    @Test
    void aSoundDatabaseIsCheckedAsAWholeAndSaysNothingInTheHistory() throws Exception {
        RepairReport report = whole(Duration.ofMinutes(1), false);

        assertThat(report.checked()).hasSize(OBJECTS).contains("files", "edits");
        assertThat(report.problems()).isEmpty();
        assertThat(history()).isEmpty();
        assertThat(RepairReport.hasProblems(configuration.storage().run())).isFalse();
    }

    @Test
    void aDatabaseThatIsWrittenToIsCheckedOnePieceALookAndTheNextGoesOn() throws Exception {
        Set<String> checked = new HashSet<>();
        for (int i = 0; i < OBJECTS; i++) {
            RepairReport report = whole(Duration.ofMinutes(1), true);
            assertThat(report.checked()).hasSize(1);
            assertThat(checked.add(report.checked().getFirst())).isTrue();
        }
        assertThat(checked).hasSize(OBJECTS);
    }

    @Test
    void whatDoesNotEndInTimeIsNamedAndIsNoProblem() throws Exception {
        RepairReport report = whole(Duration.ofNanos(1), false);

        assertThat(report.checked().size() + report.notChecked().size()).isEqualTo(1);
    }

    @Test
    void aFaultIsReportedAndStandsOnceInTheHistory() throws Exception {
        database.driver().execute("PRAGMA foreign_keys = OFF");
        database.driver()
                .execute(
                        "INSERT INTO edits(id, project_id, path, hash_before, hash_after, state)"
                                + " VALUES ('x', 'nowhere', 'a', 'b', 'c', 'DONE')");
        database.driver().execute("PRAGMA foreign_keys = ON");

        RepairReport first = whole(Duration.ofMinutes(1), false);
        whole(Duration.ofMinutes(1), false);

        assertThat(RepairReport.hasProblems(configuration.storage().run())).isTrue();
        assertThat(first.problems()).anyMatch(text -> text.contains("foreign keys of edits"));
        assertThat(history()).singleElement().asString().contains("found: foreign-keys");
    }

    @Test
    void anEditWhoseProcessWasKilledIsEnded() throws Exception {
        String project = new ProjectStore(database.driver()).all().getFirst().id();
        String edit = UUID.randomUUID().toString();
        database.driver()
                .execute(
                        "INSERT INTO edits(id, project_id, path, hash_before, hash_after, state)"
                                + " VALUES (?, ?, 'A.java', ?, ?, 'PREPARED')",
                        edit,
                        project,
                        "b".repeat(64),
                        "c".repeat(64));
        Files.writeString(root.resolve("A.java"), "class A { void second() {} }\n");

        RepairReport report = whole(Duration.ofMinutes(1), false);

        assertThat(report.repaired())
                .containsExactly("edit %s of 'A.java' was overtaken".formatted(edit));
        assertThat(
                        database.driver()
                                .queryValue("SELECT name FROM definitions WHERE name = 'second'"))
                .contains("second");
        assertThat(history()).singleElement().asString().contains("was overtaken");
    }

    @Test
    void oldContentsOfEditedFilesAreRemovedButTheNewestStay() throws Exception {
        Path folder = root.resolve(".cairn").resolve(CodeBackups.FOLDER);
        Files.createDirectories(folder);
        for (int age = 0; age < 6; age++) {
            Path file = folder.resolve(UUID.randomUUID().toString());
            Files.writeString(file, "age " + age);
            Files.setLastModifiedTime(
                    file, FileTime.from(Instant.now().minus(Duration.ofDays(age * 20L))));
        }

        RepairReport report = whole(Duration.ofMinutes(1), false);

        assertThat(report.deletedCodeBackups()).isEqualTo(4);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
        assertThat(history()).singleElement().asString().contains("removed 4 old contents");
    }
}
