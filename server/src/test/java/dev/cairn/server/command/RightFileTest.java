package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The database that a command works on is the one that was named, and no other is touched. */
class RightFileTest {

    private static final String NOTE = "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT)";

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void anIndexedProject() throws IOException {
        program = ProgramRun.in(folder);
        Files.writeString(folder.resolve("s.sql"), NOTE + ";\n");
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V001__note.up.sql"), NOTE + ";\n");
        Files.writeString(migrations.resolve("V001__note.down.sql"), "DROP TABLE note;\n");
    }

    /** Every command that works on a database, with what it needs besides the database. */
    static List<List<String>> commands() {
        return List.of(
                List.of("schema", "diff", "--schema", "s.sql"),
                List.of("schema", "sync", "--schema", "s.sql"),
                List.of("schema", "sync", "--schema", "s.sql", "--dry-run"),
                List.of("schema", "inspect"),
                List.of("schema", "verify"),
                List.of("schema", "repair"),
                List.of("schema", "repair", "--dry-run"),
                List.of("migrate", "status"),
                List.of("migrate", "up"),
                List.of("migrate", "up", "--dry-run"),
                List.of("migrate", "down"),
                List.of("migrate", "validate"),
                List.of("migrate", "baseline", "1"),
                List.of("migrate", "repair"),
                List.of("migrate", "new", "x", "--from-diff", "s.sql"),
                List.of("backup", "create"),
                List.of("backup", "list"),
                List.of("backup", "verify", "1f0c"),
                List.of("backup", "restore", "1f0c"),
                List.of("backup", "prune", "--keep", "1"),
                List.of("history"));
    }

    /** Commands that look, and so must leave every file and folder as it is. */
    static List<List<String>> readingCommands() {
        return List.of(
                List.of("schema", "diff", "--schema", "s.sql"),
                List.of("schema", "sync", "--schema", "s.sql", "--dry-run"),
                List.of("schema", "inspect"),
                List.of("schema", "verify"),
                List.of("schema", "repair", "--dry-run"),
                List.of("schema", "lint", "--schema", "s.sql"),
                List.of("migrate", "status"),
                List.of("migrate", "up", "--dry-run"),
                List.of("migrate", "validate"),
                List.of("migrate", "repair", "--dry-run"),
                List.of("backup", "list"),
                List.of("history"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void withoutADatabaseTheUsageIsWrongAlsoInAnIndexedProject(List<String> command) {
        index();
        Map<String, String> before = files();

        assertThat(run(command)).isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).contains("--database FILE").contains("--index");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aConfigurationThatWouldNotBeReadIsAWrongUsage(List<String> command) {
        assertThat(run(command, "--database", "app.db", "--config", "nope.json"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).contains("'nope.json'", "give one of --database and --config");
    }

    @Test
    void theIndexIsAskedForByName() {
        index();

        assertThat(program.run("schema", "diff", "--index", "--schema", "s.sql"))
                .as(program.error())
                .isZero();
        assertThat(program.output()).contains(".cairn/data/code_analysis.db: 1 difference");
        assertThat(program.run("schema", "verify", "--index", "--database", "x.db")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aMistypedNameMakesNothing(List<String> command) {
        Map<String, String> before = files();

        run(command, "--database", "typo.db");
        assertThat(files()).isEqualTo(before);
        run(command, "--database", "nowhere/typo.db");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.db", "nowhere/no.db"})
    void theErrorOfAMistypedNameNamesWhatIsMissing(String name) {
        assertThat(program.run("schema", "sync", "--database", name, "--schema", "s.sql"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).contains(name);
    }

    @Test
    void aNewDatabaseIsMadeOnlyWhereItIsWantedAndThatIsSaid() {
        assertThat(program.run("schema", "sync", "--database", "a.db", "--schema", "s.sql"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).contains("--create");

        assertThat(
                        program.run(
                                "schema",
                                "sync",
                                "--database",
                                "a.db",
                                "--schema",
                                "s.sql",
                                "--create",
                                "--dry-run"))
                .isZero();
        assertThat(program.output()).contains("a.db: 1 change planned");
        assertThat(folder.resolve("a.db")).doesNotExist();

        assertThat(
                        program.run(
                                "schema",
                                "sync",
                                "--database",
                                "a.db",
                                "--schema",
                                "s.sql",
                                "--create"))
                .isZero();
        assertThat(program.error()).contains("created a.db");
        assertThat(folder.resolve("a.db")).exists();
    }

    @ParameterizedTest
    @MethodSource("readingCommands")
    void readingChangesNoFile(List<String> command) throws IOException {
        for (String mode : List.of("DELETE", "WAL")) {
            database("app.db", mode);
            Files.deleteIfExists(folder.resolve("app.db.owner"));
            Map<String, String> before = files();

            assertThat(run(command, "--database", "app.db")).as(program.error()).isLessThan(3);

            assertThat(files()).as(mode).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("readingCommands")
    void readingNeedsNoRightToWrite(List<String> command) throws IOException {
        for (String mode : List.of("DELETE", "WAL")) {
            database("app.db", mode);
            Files.deleteIfExists(folder.resolve("app.db.owner"));
            Files.setPosixFilePermissions(
                    folder.resolve("app.db"), PosixFilePermissions.fromString("r--r--r--"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
            try {
                assertThat(run(command, "--database", "app.db")).as(program.error()).isLessThan(2);
            } finally {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readingCommands")
    void aFileOfNoBytesStaysSo(List<String> command) throws IOException {
        Files.createFile(folder.resolve("empty.db"));
        Map<String, String> before = files();

        assertThat(run(command, "--database", "empty.db")).as(program.error()).isLessThan(3);

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aLogThatAKilledProgramLeftIsReadAndStays() throws IOException {
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            database.driver().execute(NOTE);
            for (String side : List.of("app.db", "app.db-wal")) {
                Files.copy(folder.resolve(side), folder.resolve(side.replace("app", "killed")));
            }
        }
        Map<String, String> before = files();

        assertThat(program.run("schema", "inspect", "--database", "killed.db", "--format", "sql"))
                .as(program.error())
                .isZero();

        assertThat(program.output()).contains("note");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void everyResultNamesItsDatabase() throws IOException {
        database("app.db", "WAL");
        for (List<String> command : commands()) {
            if (run(command, "--database", "app.db") == 0
                    && !command.contains("inspect")
                    && !command.contains("new")) {
                assertThat(program.output()).as(String.join(" ", command)).contains("app.db");
            }
            if (run(command, "--database", "app.db", "--json") == 0
                    && !command.contains("inspect")
                    && !command.contains("new")) {
                JsonNode document = JsonMapper.shared().readTree(program.output());
                assertThat(document.at("/database").asString(""))
                        .as(String.join(" ", command))
                        .isEqualTo(folder.resolve("app.db").toString());
            }
        }
    }

    @Test
    void migrationsThatAreNotThereAreAWrongUsage() throws IOException {
        database("app.db", "WAL");
        Files.createDirectory(folder.resolve("none"));

        for (String command : List.of("up", "status", "validate", "down", "repair")) {
            assertThat(migrate(command, "nowhere")).as(command).isEqualTo(2);
            assertThat(program.error()).contains("there is no folder");
            assertThat(migrate(command, "none")).as(command).isEqualTo(2);
            assertThat(program.error()).contains("is empty");
        }
    }

    private int migrate(String command, String migrations) {
        return program.run("migrate", command, "--database", "app.db", "--migrations", migrations);
    }

    @Test
    void aSchemaThatDeclaresNothingIsAWrongUsage() throws IOException {
        database("app.db", "WAL");
        Files.writeString(folder.resolve("s.sql"), "-- nothing\n");

        for (String command : List.of("sync", "diff", "verify", "lint")) {
            assertThat(program.run("schema", command, "--database", "app.db", "--schema", "s.sql"))
                    .as(command)
                    .isEqualTo(2);
            assertThat(program.error()).contains("it declares nothing");
        }
    }

    @Test
    void aNewMigrationNeedsNoDatabase() {
        assertThat(program.run("migrate", "new", "add_tags")).as(program.error()).isZero();

        assertThat(folder.resolve("migrations/V002__add_tags.up.sql")).exists();
        assertThat(folder.resolve(".cairn")).doesNotExist();
    }

    @Test
    void cairnsFolderBesideADatabaseIsIgnoredByGit() {
        assertThat(
                        program.run(
                                "schema",
                                "sync",
                                "--database",
                                "a.db",
                                "--schema",
                                "s.sql",
                                "--create"))
                .isZero();
        database("a.db", "WAL");
        assertThat(program.run("backup", "create", "--database", "a.db")).isZero();

        assertThat(folder.resolve(".cairn/.gitignore")).hasContent("*");
    }

    @Test
    void aBackupOfAnotherDatabaseIsNeitherListedNorRestored() throws IOException {
        database("a.db", "WAL");
        database("b.db", "WAL");
        program.run("backup", "create", "--database", "a.db", "--json");
        String id = JsonMapper.shared().readTree(program.output()).at("/manifest/id").stringValue();
        Map<String, String> before = files();

        assertThat(program.run("backup", "list", "--database", "b.db")).isZero();
        assertThat(program.output()).doesNotContain(id.substring(0, 8)).contains("no backups");
        assertThat(program.run("backup", "list", "--database", "b.db", "--all")).isZero();
        assertThat(program.output())
                .contains(id.substring(0, 8))
                .contains(folder.resolve("a.db").toString());
        assertThat(program.run("backup", "restore", id, "--database", "b.db"))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(program.error()).contains("a.db").contains("--from-other-database");
        assertThat(files()).isEqualTo(before);

        assertThat(
                        program.run(
                                "backup",
                                "restore",
                                id,
                                "--database",
                                "b.db",
                                "--from-other-database"))
                .as(program.error())
                .isZero();
    }

    private int run(List<String> command, String... more) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(more));
        return program.run(words.toArray(String[]::new));
    }

    private void index() {
        Path data = folder.resolve(".cairn/data");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database(".cairn/data/code_analysis.db", "WAL");
    }

    private void database(String name, String journal) {
        try (CodeDatabase database =
                CodeDatabase.open(TargetCommand.ofFile(folder.resolve(name)))) {
            database.driver().queryValue("PRAGMA journal_mode=" + journal);
            database.driver()
                    .execute("CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, text TEXT)");
            database.driver().execute("INSERT INTO note(text) VALUES ('x')");
            database.driver().execute("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text)");
        }
    }

    /** Returns every file and folder, with size, time and mode. */
    private Map<String, String> files() {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                found.put(
                        path.toString(),
                        Files.isDirectory(path)
                                ? ""
                                : Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
