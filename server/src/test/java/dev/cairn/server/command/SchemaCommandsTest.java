package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaCommandsTest {

    private static final String TWO_COLUMNS =
            "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT);";

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void begin() {
        program = ProgramRun.in(folder);
    }

    @Test
    void differencesAreShownAndTheExitCodeSaysSoOnlyWhereAsked() throws IOException {
        database("CREATE TABLE note(id INTEGER PRIMARY KEY)");
        schema(TWO_COLUMNS);

        assertThat(program.run("schema", "diff", "--database", "app.db", "--schema", "s.sql"))
                .isEqualTo(ExitCode.DONE.number());
        assertThat(program.output()).contains("column missing  note.text", "1 difference");

        assertThat(
                        program.run(
                                "schema",
                                "diff",
                                "--database",
                                "app.db",
                                "--schema",
                                "s.sql",
                                "--check"))
                .isEqualTo(ExitCode.DIFFERENT.number());
    }

    @Test
    void withoutDifferencesTheCheckIsDone() throws IOException {
        database(TWO_COLUMNS);
        schema(TWO_COLUMNS);

        assertThat(
                        program.run(
                                "schema",
                                "diff",
                                "--database",
                                "app.db",
                                "--schema",
                                "s.sql",
                                "--check"))
                .isZero();
        assertThat(program.output()).isEqualTo("app.db: no differences" + System.lineSeparator());
    }

    @Test
    void differencesAreADocumentForPrograms() throws IOException {
        database("CREATE TABLE note(id INTEGER PRIMARY KEY)");
        schema(TWO_COLUMNS);

        program.run("schema", "diff", "--database", "app.db", "--schema", "s.sql", "--json");

        JsonNode document = JsonMapper.shared().readTree(program.output());
        assertThat(document.at("/differences/0/kind").stringValue()).isEqualTo("column-missing");
        assertThat(document.at("/differences/0/object").stringValue()).isEqualTo("note");
        assertThat(document.at("/database").stringValue())
                .isEqualTo(folder.resolve("app.db").toString());
    }

    @Test
    void aSyncIsPlannedThenDoneThenThereIsNothingToDo() throws IOException {
        database("CREATE TABLE note(id INTEGER PRIMARY KEY)");
        schema(TWO_COLUMNS);

        assertThat(sync("--dry-run")).isZero();
        assertThat(program.output())
                .contains(
                        "+ add column 'note.text'", "app.db: 1 change planned; nothing was changed")
                .doesNotContain("because ", "ALTER TABLE");
        assertThat(sync("--dry-run", "--verbose")).isZero();
        assertThat(program.output()).contains("    because ", "    ALTER TABLE");

        assertThat(sync()).isZero();
        assertThat(program.output()).contains("app.db: 1 change, ");

        assertThat(sync()).isZero();
        assertThat(program.output()).contains("app.db is up to date");
    }

    @Test
    void aSyncThatWouldLoseDataIsRefusedWithTheRowsThatStandInTheWay() throws IOException {
        database(TWO_COLUMNS);
        database("INSERT INTO note(text) VALUES (NULL), ('x'), (NULL)");
        schema("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL);");

        assertThat(sync("--json")).isEqualTo(ExitCode.REFUSED.number());

        JsonNode error = JsonMapper.shared().readTree(program.error());
        assertThat(error.at("/exit_code").intValue()).isEqualTo(3);
        assertThat(error.at("/error/code").stringValue()).isEqualTo("refused");
        assertThat(error.at("/error/sqlstate").stringValue()).isEqualTo("55000");
        assertThat(error.at("/error/details/0").stringValue()).contains("2 of 3 rows");
        assertThat(program.output()).isEmpty();
    }

    @Test
    void aPlanThatDataForbidsSaysSoAndWhy() throws IOException {
        database(TWO_COLUMNS);
        database("INSERT INTO note(text) VALUES (NULL)");
        schema("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL);");

        assertThat(sync("--dry-run")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(program.output()).contains("forbidden: ").contains("1 of 1 row");
    }

    private int sync(String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of("schema", "sync", "--database", "app.db", "--schema", "s.sql"));
        words.addAll(List.of(more));
        return program.run(words.toArray(String[]::new));
    }

    @Test
    void aDatabaseThatIsNotThereIsAWrongUsageAndIsNotMade() throws IOException {
        schema(TWO_COLUMNS);

        assertThat(program.run("schema", "diff", "--database", "no.db", "--schema", "s.sql"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error())
                .isEqualTo(
                        "cairn: cannot open database '%s': there is no such file%n"
                                .formatted(folder.resolve("no.db")));
        assertThat(folder.resolve("no.db")).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsAFailure() throws IOException {
        Files.writeString(
                folder.resolve("app.db"), "this is a letter, not a database\n".repeat(40));
        schema(TWO_COLUMNS);

        assertThat(program.run("schema", "diff", "--database", "app.db", "--schema", "s.sql"))
                .isEqualTo(ExitCode.FAILED.number());
        assertThat(program.error()).contains("app.db").contains("it is not a SQLite database");
    }

    @Test
    void aDefinitionWithAnUnknownKeyIsAWrongUsageAndMakesNoDatabase() throws IOException {
        Files.writeString(
                folder.resolve("s.json"),
                "{\"tables\": {\"t\": {\"colums\": []}}, \"version\": \"1\"}");

        assertThat(
                        program.run(
                                "schema",
                                "sync",
                                "--database",
                                "new.db",
                                "--create",
                                "--schema",
                                "s.json"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).contains("s.json").contains("colums");
        assertThat(folder.resolve("new.db")).doesNotExist();
    }

    @Test
    void thePlanFromADatabaseIsLintedTooAndNothingIsChanged() throws IOException {
        database("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT, old TEXT)");
        database("INSERT INTO note(text, old) VALUES ('kept', 'lost'), (NULL, 'lost')");
        schema("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL);");
        byte[] before = Files.readAllBytes(folder.resolve("app.db"));

        assertThat(lint()).isEqualTo(ExitCode.DONE.number());
        assertThat(program.output()).contains("no findings");
        assertThat(lint("--database", "app.db", "--prune")).isEqualTo(ExitCode.FAILED.number());
        assertThat(program.output())
                .contains("error plan-refused at make note.text NOT NULL")
                .contains("1 of 2 rows hold NULL")
                .contains("warning step-drops-data at note");
        lint("--database", "app.db", "--prune", "--ignore", "step-drops-data", "--format", "sarif");
        assertThat(program.output())
                .contains("\"ruleId\" : \"plan-refused\"")
                .doesNotContain("\"ruleId\" : \"step-drops-data\"");
        assertThat(lint("--database", "none.db")).isEqualTo(ExitCode.USAGE.number());
        assertThat(Files.readAllBytes(folder.resolve("app.db"))).isEqualTo(before);
    }

    private int lint(String... options) {
        List<String> words = new ArrayList<>(List.of("schema", "lint", "--schema", "s.sql"));
        words.addAll(List.of(options));
        return program.run(words.toArray(String[]::new));
    }

    @Test
    void theStackTraceIsShownOnlyWhenAskedFor() throws IOException {
        Files.writeString(folder.resolve("s.sql"), "CREATE TABLE (");

        program.run("schema", "sync", "--database", "new.db", "--create", "--schema", "s.sql");
        assertThat(program.error()).doesNotContain("\tat ");

        program.run(
                "schema",
                "sync",
                "--database",
                "new.db",
                "--create",
                "--schema",
                "s.sql",
                "--verbose");
        assertThat(program.error()).contains("\tat dev.cairn.");
    }

    private void schema(String sql) throws IOException {
        Files.writeString(folder.resolve("s.sql"), sql);
    }

    private void database(String sql) {
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            database.driver().execute(sql);
        }
    }
}
