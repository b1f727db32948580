package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong inputs: each ends with the right code, names what is wrong, and speaks no Java. A line is
 * the exit code, the command, and what the message must contain.
 */
@SuppressWarnings("NullAway.Init") // The files are made before each test.
class BadInputsTest {

    private static final String LINES =
            """
            2 | schema sync --database app.db --schema nosuch.sql | nosuch.sql ; no such file
            2 | schema sync --database app.db --schema folder | folder
            2 | schema sync --database app.db --schema empty.sql | empty.sql ; declares nothing
            2 | schema sync --database app.db --schema wrong.sql | wrong.sql:1 ; syntax error
            2 | schema sync --database app.db --schema latin.sql | latin.sql ; UTF-8
            2 | schema sync --database app.db --schema broken.json | broken.json
            2 | schema sync --database app.db --schema broken.yaml | broken.yaml
            2 | schema sync --database app.db --schema insert.sql | insert.sql:2
            2 | schema sync --database nosuch.db --schema good.sql | nosuch.db ; --create
            2 | schema sync --database no/such/folder.db --schema good.sql | no folder
            2 | schema sync --database folder --schema good.sql | folder ; it is a folder
            2 | schema sync --database :memory: --schema good.sql --create | :memory: ; not a file
            2 | schema sync --schema good.sql | --database
            2 | schema sync --database app.db --index --schema good.sql | give one of them
            2 | schema sync --database app.db | --schema
            1 | schema sync --database text.db --schema good.sql | text.db ; not a SQLite database
            3 | schema sync --database app.db --schema notnull.sql | hold NULL (id 2) ; backfill
            3 | schema sync --database app.db --schema unique.sql | unique for index 'note_kind' ; first id 1
            3 | schema sync --database app.db --schema check.sql | 'short' CHECK ; id 1
            3 | schema sync --database app.db --schema computed.sql | malformed JSON (rowid 1
            2 | schema diff --database nosuch.db --schema good.sql | nosuch.db
            2 | schema inspect --database nosuch.db | nosuch.db
            2 | schema inspect --database app.db --format xml | 'xml'
            1 | schema inspect --database text.db | text.db
            2 | schema verify --database nosuch.db | nosuch.db
            2 | schema repair --database nosuch.db | nosuch.db
            2 | schema lint --schema nosuch.sql | nosuch.sql
            2 | schema lint --schema good.sql --ignore nosuch | nosuch
            2 | history --database nosuch.db | nosuch.db
            2 | history --database app.db --limit -1 | -1
            2 | history --database app.db --limit many | 'many' ; whole number
            2 | migrate up --database app.db --migrations nosuch | nosuch ; no folder
            2 | migrate up --database app.db --migrations good.sql | good.sql
            2 | migrate up --database app.db --migrations migrations --to 99 | 99
            2 | migrate up --database app.db --migrations migrations --to nine | 'nine' ; whole number
            2 | migrate down --database app.db --migrations migrations --to 3 | 3
            2 | migrate baseline --database app.db --migrations migrations -- -5 | -5
            2 | migrate up --database nosuch.db --migrations migrations | nosuch.db
            2 | migrate new | NAME
            2 | migrate new ../evil --migrations migrations | evil
            2 | backup list --database nosuch.db | nosuch.db
            2 | backup restore zz --database app.db | zz
            2 | backup verify zz --database app.db | zz
            2 | backup prune --database app.db --keep 0 | --keep
            2 | backup prune --database app.db --older-than soon | soon
            2 | backup create --database app.db --recipient age1nope | age1nope
            2 | --config nosuch.json status | unknown option '--config'
            2 | status --config nosuch.json | nosuch.json ; no such file
            2 | status --config folder | folder ; is a folder
            2 | status --config broken.json | broken.json
            2 | status --config deep.json | deep.json ; not valid JSON
            2 | schema lint --schema deep.json | deep.json ; not JSON
            2 | status --config unknown.json | nosuch_key
            2 | status | cairn index
            2 | search x | cairn index
            2 | search | WORD
            2 | def x | cairn index
            2 | index nosuch | nosuch
            2 | index good.sql | good.sql ; not a folder
            2 | index . --threads x | 'x' ; whole number
            2 | index . --threads 0 | 0
            2 | coverage | cairn index
            2 | serch foo | did you mean 'search'
            2 | schema snyc | did you mean 'sync'
            2 | version | unknown command 'version'
            2 | completion tcsh | 'tcsh'
            2 | help nosuch | 'nosuch'
            """;

    @TempDir private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException, SQLException {
        folder = temporary.toRealPath();
        Files.createDirectory(folder.resolve("folder"));
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, kind TEXT)");
            statement.execute("INSERT INTO note VALUES (1, 'hello', 'a'), (2, NULL, 'a')");
        }
        write("good.sql", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, kind TEXT);\n");
        write("empty.sql", "-- nothing\n");
        write("wrong.sql", "CREATE TABLE t (a NUL NUL,, b);\n");
        write("insert.sql", "CREATE TABLE t (a);\nINSERT INTO t VALUES (1);\n");
        write("broken.json", "{\"tables\": [\n");
        write("deep.json", "[".repeat(100_000));
        write("broken.yaml", "tables: [unclosed\n");
        write(
                "notnull.sql",
                "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, kind TEXT);\n");
        write(
                "unique.sql",
                """
                CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, kind TEXT);
                CREATE UNIQUE INDEX note_kind ON note (kind);
                """);
        write(
                "check.sql",
                "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, kind TEXT,"
                        + " CONSTRAINT short CHECK (length(text) < 3));\n");
        write(
                "computed.sql",
                "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, kind TEXT,"
                        + " x AS (json_extract(text, '$.x')));\n");
        Files.write(
                folder.resolve("latin.sql"),
                "-- caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        write("text.db", "This is a text and not a database, whatever its name says.\n".repeat(20));
        write("unknown.json", "{\"code_analysis\": {\"nosuch_key\": 1}}\n");
        write(
                "type.json",
                "{\"code_analysis\": {\"database\": {\"type\": \"postgres\", \"path\": \"x\"}}}\n");
        Files.createDirectory(folder.resolve("migrations"));
        write("migrations/V001__one.up.sql", "CREATE TABLE m (a);\n");
        write("migrations/V001__one.down.sql", "DROP TABLE m;\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void everyWrongInputEndsWithItsCodeAndNamesWhatIsWrong() {
        List<String> wrong = new ArrayList<>();
        for (String line : LINES.lines().toList()) {
            String[] parts = line.split(" \\| ", -1);
            ProgramRun program = ProgramRun.in(folder);
            int code = program.run(parts[1].split(" ", -1));
            String said = program.error();
            boolean named =
                    List.of(parts[2].split(" ; ", -1)).stream()
                            .allMatch(text -> said.contains(text.strip()));
            boolean plain =
                    !said.matches(
                            "(?s).*(java\\.|Exception|\\[SQLITE_|REDACTED|internal error|(?<![-\\w])null(?![-\\w])).*");
            if (code != Integer.parseInt(parts[0])
                    || !named
                    || !plain
                    || !program.output().isEmpty()) {
                wrong.add(line + "\n    ended with " + code + ": " + said.strip());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(folder.resolve("nosuch.db")).doesNotExist();
        assertThat(folder.resolve("nosuch.db.owner")).doesNotExist();
    }

    @Test
    void theSameInputsAreErrorsInJsonWithTheSameCode() {
        List<String> wrong = new ArrayList<>();
        for (String line : LINES.lines().toList()) {
            String[] parts = line.split(" \\| ", -1);
            List<String> words = new ArrayList<>(List.of(parts[1].split(" ", -1)));
            if (words.contains("--")) {
                continue;
            }
            words.add("--json");
            ProgramRun program = ProgramRun.in(folder);
            int code = program.run(words.toArray(String[]::new));
            boolean json = program.error().contains("\"exit_code\" : " + parts[0]);
            if (code != Integer.parseInt(parts[0]) || !json || !program.output().isEmpty()) {
                wrong.add(line + "\n    ended with " + code + ": " + program.error().strip());
            }
        }
        assertThat(wrong).isEmpty();
    }
}
