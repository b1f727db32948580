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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
            2 | schema sync --database app.db --schema empty | empty ; .json, .yaml, .yml or .sql
            2 | schema sync --database app.db --schema empty.json | empty.json ; is empty
            2 | schema sync --database app.db --schema empty.yaml | empty.yaml ; is empty
            2 | schema sync --database app.db --schema binary.sql | binary.sql ; UTF-8
            2 | schema sync --database app.db --schema binary.json | binary.json ; UTF-8
            2 | schema sync --database app.db --schema binary.yaml | binary.yaml ; UTF-8
            2 | schema sync --database app.db --schema latin.json | latin.json ; UTF-8
            2 | schema sync --database app.db --schema latin.yaml | latin.yaml ; UTF-8
            2 | schema sync --database app.db --schema list.json | list.json:1 ; object expected
            2 | schema sync --database app.db --schema number.json | number.json:1 ; object expected
            2 | schema sync --database app.db --schema unknown.yaml | unknown.yaml:1 ; 'tabels'
            2 | schema sync --database app.db --schema alias.yaml | alias.yaml:2 ; aliases
            2 | schema sync --database app.db --schema tag.yaml | tag.yaml:1
            2 | schema sync --database app.db --schema two.sql | two.sql:1 ; already exists
            2 | schema sync --database app.db --schema select.sql | select.sql:1 ; belong in a migration
            2 | schema sync --database app.db --schema drop.sql | drop.sql:1 ; no such table
            2 | schema sync --database app.db --schema attach.sql | attach.sql:1 ; ATTACH
            2 | schema sync --database app.db --schema pragma.sql | pragma.sql ; declares nothing
            2 | schema sync --database app.db --schema temp.sql | temp.sql:1 ; lasting objects
            2 | schema sync --database app.db --schema unclosed.sql | unclosed.sql:1 ; not closed
            2 | schema sync --database app.db --schema hint.sql | hint.sql:1 ; 'renamed_form'
            2 | schema sync --database app.db --schema function.sql | function.sql:1 ; my_fn
            2 | schema sync --database app.db --schema column.sql | column.sql:1 ; duplicate column
            2 | schema sync --database app.db --schema generated.sql | generated.sql:1 ; non-generated
            2 | schema sync --database app.db --schema app.db | app.db ; UTF-8
            2 | schema sync --database app.db --schema - | '-' ; standard input ; to a file
            2 | schema sync --database app.db --schema pipe.sql | pipe.sql ; not a regular file
            3 | schema sync --database app.db --schema view.sql | 'v' ; no such column
            3 | schema sync --database app.db --schema foreign.sql | (p) ; 'nosuch' ; declare that table
            1 | schema sync --database bad.db --schema good.sql | bad.db ; is damaged
            2 | schema sync --database /dev/zero --schema good.sql | /dev/zero ; not a regular file
            2 | schema sync --database pipe.sql --schema good.sql | pipe.sql ; not a regular file
            1 | schema sync --database good.sql --schema good.sql | good.sql ; not a SQLite database
            2 | schema sync --database app.db --database bad.db --schema good.sql | '--database' ; only once
            2 | schema diff --database app.db --schema latin.sql | latin.sql ; UTF-8
            2 | schema diff --database folder --schema good.sql | it is a folder
            2 | schema diff --database app.db --schema empty.sql | declares nothing
            2 | schema diff --database app.db | --schema
            2 | schema diff --schema good.sql | --database
            2 | schema inspect | --database
            2 | schema inspect --database folder | it is a folder
            2 | schema inspect --database pipe.sql | not a regular file
            2 | schema inspect --database app.db --format | '--format'
            2 | schema inspect --database app.db extra | 'extra'
            1 | schema verify --database text.db | text.db ; not a SQLite database
            2 | schema verify --database folder | it is a folder
            2 | schema verify --database app.db --schema nosuch.sql | nosuch.sql ; no such file
            2 | schema repair --database folder | it is a folder
            1 | schema repair --database text.db | not a SQLite database
            2 | schema lint | --schema
            2 | schema lint --schema folder | folder ; no .sql file
            2 | schema lint --schema binary.sql | UTF-8
            2 | schema lint --schema empty.sql | declares nothing
            2 | schema lint --schema good.sql --format nosuch | 'nosuch' ; text, json, sarif
            2 | schema nosuch | 'nosuch' ; known are
            1 | migrate up --database app.db --migrations broken | V001__one.up.sql:1 ; incomplete input
            1 | migrate up --database app.db --migrations latin | V001__one.up.sql ; UTF-8
            3 | migrate up --database app.db --migrations twice | is there twice ; next free number
            2 | migrate up --database app.db --migrations folder | folder ; is empty
            1 | migrate up --database text.db --migrations migrations | not a SQLite database
            2 | migrate up --database folder --migrations migrations | it is a folder
            2 | migrate up --database app.db --migrations migrations --to -1 | -1
            2 | migrate up --migrations migrations | --database
            2 | migrate down --database app.db --migrations nosuch | nosuch ; no folder
            2 | migrate down --database nosuch.db --migrations migrations | nosuch.db
            2 | migrate status --database nosuch.db --migrations migrations | nosuch.db ; no such file
            2 | migrate status --database app.db --migrations nosuch | no folder
            2 | migrate validate --database app.db --migrations good.sql | is a file
            2 | migrate repair --database app.db --migrations nosuch | no folder
            2 | migrate baseline --database app.db --migrations migrations | VERSION
            2 | migrate baseline nine --database app.db --migrations migrations | 'nine' ; whole number
            2 | migrate new a/b --migrations migrations | 'a/b' ; letters, digits and underscores
            2 | migrate new x --migrations good.sql | good.sql ; is a file
            2 | migrate new x --from-diff --migrations migrations | '--from-diff'
            2 | backup create | --database
            2 | backup create --database folder | it is a folder
            2 | backup create --database nosuch.db | nosuch.db
            1 | backup create --database text.db | not a SQLite database
            1 | backup create --database app.db --backup-dir good.sql | good.sql ; a file is in its place
            2 | backup create --database app.db --recipient | '--recipient'
            2 | backup list | --database
            2 | backup list --database app.db --backup-dir nosuch | nosuch ; no folder
            2 | backup list --database app.db --backup-dir good.sql | good.sql ; no folder
            2 | backup verify --database app.db | ID
            2 | backup verify ../../x --database app.db | '../../x'
            2 | backup restore --database app.db | ID
            2 | backup restore ../../x --database app.db | '../../x'
            2 | backup restore 00000000-0000-0000-0000-000000000000 --database app.db | no backup in
            2 | backup prune --database app.db | --keep N or --older-than DAYS
            2 | backup prune --database app.db --keep many | 'many' ; whole number
            2 | backup prune --database app.db --older-than -5 | -5
            2 | backup prune --database nosuch.db --keep 1 | nosuch.db
            2 | history | --database
            2 | history --database folder | it is a folder
            1 | history --database text.db | not a SQLite database
            2 | history --database app.db --limit 0 | 1 or more
            2 | history --database app.db --limit 99999999999999999999 | whole number
            2 | status --config empty.json | empty.json ; is empty
            2 | status --config binary.json | binary.json ; UTF-8
            2 | status --config latin.json | latin.json ; UTF-8
            2 | status --config list.json | must be an object, not []
            2 | status --config number.json | must be an object, not 5
            2 | status --config double.json | line 1 ; Duplicate
            2 | status --config wrongtype.json | 'code_analysis.database.path' must be a text, not 5
            2 | status --config oracle.json | sqlite, postgres ; "oracle"
            2 | status --config pipe.sql | not a regular file
            2 | status --config | '--config'
            2 | status extra | 'extra'
            2 | status --color sometimes | 'sometimes' ; auto, always, never
            2 | status --errors -1 | --errors ; 0 or more ; -1
            2 | stop --drain-seconds -1 | --drain-seconds ; 0 or more ; -1
            2 | stop --drain-seconds soon | 'soon' ; whole number
            2 | workers nosuch | 'nosuch'
            2 | index . --nosuch | '--nosuch'
            2 | search --limit many x | 'many' ; whole number
            2 | search --nosuch x | '--nosuch'
            2 | search --limt 5 x | did you mean '--limit'
            2 | def | NAME
            2 | refs | NAME
            2 | outline nosuch | cairn index
            2 | map extra | 'extra'
            2 | changes | --since
            2 | coverage extra | 'extra'
            2 | similar x | FILE:LINE
            2 | tag add | TAG
            2 | tag nosuch | 'nosuch' ; add, list, remove
            2 | project nosuch | 'nosuch'
            2 | report | --output
            2 | import scip | FILE
            2 | edit | FILE
            2 | undo | cannot find an index
            2 | serve --port 99999 | 65535 ; 99999
            2 | serve --port x | 'x' ; whole number
            2 | mcp --nosuch | '--nosuch'
            2 | mcp install | --client
            2 | doctor extra | 'extra'
            2 | clean extra | 'extra'
            2 | watch nosuch | nosuch ; no such folder
            2 | vectors build --nosuch | '--nosuch'
            2 | completion bash extra | 'extra'
            2 | help schema nosuch | 'nosuch' ; known are
            2 | --nosuch | '--nosuch'
            2 | -x | '-x'
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
        write("empty", "");
        write("empty.json", "");
        write("empty.yaml", "");
        for (String name : List.of("binary.sql", "binary.json", "binary.yaml")) {
            Files.write(folder.resolve(name), new byte[] {0, 1, (byte) 0xFF, (byte) 0xFE, 'x'});
        }
        for (String name : List.of("latin.json", "latin.yaml", "latin/V001__one.up.sql")) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        write("list.json", "[]");
        write("number.json", "5");
        write("double.json", "{\"code_analysis\": {}, \"code_analysis\": {}}");
        write("wrongtype.json", "{\"code_analysis\": {\"database\": {\"path\": 5}}}");
        write("oracle.json", "{\"code_analysis\": {\"database\": {\"type\": \"oracle\"}}}");
        write("unknown.yaml", "tabels: {}\n");
        write("alias.yaml", "a: &a [x, x]\nb: [*a, *a]\n");
        write("tag.yaml", "!!java.net.URL http://x\n");
        write("two.sql", "CREATE TABLE a (x); CREATE TABLE A (y);\n");
        write("select.sql", "SELECT 1;\n");
        write("drop.sql", "DROP TABLE note;\n");
        write("attach.sql", "ATTACH 'x' AS y;\n");
        write("pragma.sql", "PRAGMA journal_mode = off;\n");
        write("temp.sql", "CREATE TEMP TABLE x (a);\n");
        write("unclosed.sql", "CREATE TABLE t (a TEXT DEFAULT 'x);\n");
        write("hint.sql", "CREATE TABLE t (a TEXT -- cairn: renamed_form=b\n);\n");
        write("function.sql", "CREATE TABLE t (a CHECK (my_fn(a)));\n");
        write("column.sql", "CREATE TABLE t (a, a);\n");
        write("generated.sql", "CREATE TABLE t (a AS (b), b AS (a));\n");
        write("view.sql", "CREATE VIEW v AS SELECT nosuch FROM note;\n");
        write("foreign.sql", "CREATE TABLE c (p REFERENCES nosuch (id));\n");
        Files.createDirectory(folder.resolve("broken"));
        write("broken/V001__one.up.sql", "CREATE TABLE m (a;\n");
        Files.createDirectory(folder.resolve("twice"));
        write("twice/V001__a.up.sql", "CREATE TABLE a (a);\n");
        write("twice/V001__b.up.sql", "CREATE TABLE b (b);\n");
        makePipe();
        damage("bad.db");
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

    private void makePipe() throws IOException {
        try {
            Process made =
                    new ProcessBuilder("mkfifo", folder.resolve("pipe.sql").toString()).start();
            assertThat(made.waitFor()).isZero();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Makes a database whose later pages are overwritten. */
    private void damage(String name) throws IOException, SQLException {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = 512");
            statement.execute("CREATE TABLE t (a)");
            statement.execute(
                    "INSERT INTO t WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c"
                            + " LIMIT 500) SELECT hex(zeroblob(25)) FROM c");
        }
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 2048, 6000, (byte) 0xFF);
        Files.write(file, content);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    @Timeout(60)
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
    @Timeout(60)
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
