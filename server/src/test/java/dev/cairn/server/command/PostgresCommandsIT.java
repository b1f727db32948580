package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the code index, on an index in PostgreSQL. */
@SuppressWarnings("NullAway.Init") // The database is made before each test.
final class PostgresCommandsIT {

    @TempDir private Path temporary;

    private PostgresTestDatabase database;
    private Path root;
    private Path configuration;
    private ProgramRun program;

    @BeforeEach
    void makeTree() throws IOException {
        database = PostgresServer.shared().createDatabase();
        root = Files.createDirectory(temporary.toRealPath().resolve("app"));
        Files.createDirectories(root.resolve("src"));
        Files.writeString(
                root.resolve("src/Main.java"),
                "class Main { void open() {} void close() { open(); } }\n");
        Files.writeString(root.resolve("notes.md"), "# Notes about doors\n");
        configuration = temporary.resolve("postgres.json");
        write(configuration, "");
        program = ProgramRun.in(root);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void write(Path file, String more) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                {"code_analysis": {"database": {
                  "type": "postgres", "hosts": ["127.0.0.1:%d"], "database": "%s",
                  "user": "postgres"%s}}}
                """
                        .formatted(database.server().port(), database.name(), more));
    }

    private String run(int exitCode, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = configuration.toString();
        int code = program.run(all);
        assertThat(code).as(program.output() + program.error()).isEqualTo(exitCode);
        return program.output();
    }

    @Test
    void theIndexIsMadeSearchedAndBroughtUpToDate() throws IOException {
        run(0, "index", ".");
        assertThat(run(0, "search", "open")).contains("src/Main.java:1").contains("2 files");
        assertThat(run(0, "search", "'/Not\\w+/'".replace("'", ""))).contains("notes.md");
        assertThat(run(0, "def", "close")).contains("src/Main.java");
        assertThat(run(0, "refs", "open")).contains("in Main.close");
        assertThat(run(0, "outline", "src/Main.java")).contains("open");
        assertThat(run(0, "status"))
                .contains("database  127.0.0.1:" + database.server().port())
                .contains("schema    1.3.0");
        Files.writeString(root.resolve("src/Main.java"), "class Main { void shut() {} }\n");
        // The file of the first answer is brought up to date.
        run(0, "search", "Main");
        assertThat(run(0, "search", "shut")).contains("Main.shut");
        assertThat(run(0, "project", "list")).contains("app");
        assertThat(run(0, "stop")).contains("no worker was running");
        assertThat(run(3, "clean")).isEmpty();
        assertThat(program.error()).contains("other projects may be in it");
        // Nothing of the index is in the tree.
        assertThat(root.resolve(".cairn/data"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void aConfigurationInTheTreeMayNotNameAServer() throws IOException {
        write(root.resolve(".cairn/config.json"), "");

        assertThat(program.run("index", ".")).isEqualTo(3);
        assertThat(program.error()).contains("names a server");
    }

    @Test
    void whatIsWrongInAConfigurationIsNamed() throws IOException {
        write(configuration, ", \"password\": \"secret-word\"");
        run(2, "index", ".");
        assertThat(program.error()).contains("password_file").doesNotContain("secret-word");
        write(configuration, ", \"tls\": {\"mode\": \"maybe\"}");
        run(2, "index", ".");
        assertThat(program.error()).contains("verify-full");
        write(configuration, ", \"connections\": 5000");
        run(2, "index", ".");
        assertThat(program.error()).contains("at most 1000");
    }

    @Test
    void tablesOfAnotherProgramAreNotTouched() {
        database.execute("CREATE TABLE files(mine text)", "INSERT INTO files VALUES ('x')");

        run(3, "index", ".");
        assertThat(program.error()).contains("tables of another program");
    }

    @Test
    void anotherSchemaKeepsSeveralIndexesApart() throws IOException {
        run(0, "index", ".");
        write(configuration, ", \"schema\": \"second one\"");
        run(0, "index", ".");
        assertThat(run(0, "search", "open")).contains("src/Main.java:1");
    }

    private String url() {
        return "postgres://postgres@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(database.server().port(), database.name());
    }

    private String plainly(int exitCode, String... arguments) {
        int code = program.run(arguments);
        assertThat(code).as(program.output() + program.error()).isEqualTo(exitCode);
        return program.output();
    }

    @Test
    void aSchemaIsReadComparedCheckedAndItsHistoryTold() throws IOException {
        Path schema = root.resolve("schema.sql");
        Files.writeString(schema, "CREATE TABLE notes(id int PRIMARY KEY, text text NOT NULL);\n");
        plainly(0, "schema", "sync", "--database", url(), "--schema", schema.toString());
        assertThat(plainly(0, "schema", "inspect", "--database", url())).contains("notes");
        assertThat(
                        plainly(
                                0,
                                "schema",
                                "diff",
                                "--check",
                                "--database",
                                url(),
                                "--schema",
                                schema.toString()))
                .isNotEmpty();
        plainly(0, "schema", "verify", "--database", url());
        assertThat(plainly(0, "history", "--database", url())).contains("sync");
        run(0, "index", ".");
        assertThat(run(0, "schema", "inspect", "--index")).contains("symbol_uses");
        assertThat(run(0, "doctor")).contains("it can be read and has 3 files");
    }

    @Test
    void aFileIsEditedWithTheIndexAndTheEditUndone() throws IOException {
        run(0, "index", ".");
        String before = Files.readString(root.resolve("src/Main.java"));
        String edited = run(0, "edit", "src/Main.java", "--rename", "Main.open", "--to", "unlock");
        assertThat(run(0, "search", "unlock")).contains("Main.unlock");
        String id = edited.replaceAll("(?s).*?edit ([\\w-]+):.*", "$1");
        run(0, "undo", id);
        assertThat(root.resolve("src/Main.java")).hasContent(before);
        assertThat(run(0, "search", "unlock")).contains("no match");
    }

    @Test
    void aDatabaseIsBackedUpListedVerifiedAndRestored() {
        database.execute("CREATE TABLE t(id int PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        String made = plainly(0, "backup", "create", "--database", url(), "--compress");
        assertThat(made).contains("2 rows");
        String id = made.replaceAll("(?s).*: ([0-9a-f]{8}) .*", "$1");
        assertThat(plainly(0, "backup", "list", "--database", url())).contains(id);
        assertThat(plainly(0, "backup", "verify", id, "--database", url())).contains("sound");
        String copy = url().replace(database.name(), database.name() + "_copy");
        plainly(3, "backup", "restore", id, "--database", copy);
        assertThat(program.error()).contains("it was made of").contains("--from-other-database");
        plainly(3, "backup", "restore", id, "--database", root.resolve("x.db").toString());
        assertThat(program.error()).contains("it is of the engine 'postgres'");
        try {
            plainly(0, "backup", "restore", id, "--database", copy, "--from-other-database");
            assertThat(plainly(0, "schema", "inspect", "--database", copy)).contains("\"t\"");
            database.execute("DROP TABLE t");
            String replaced = plainly(0, "backup", "restore", id, "--database", url(), "--yes");
            assertThat(replaced).contains("the replaced database is '" + database.name());
            database.execute("INSERT INTO t VALUES (3)");
            database.server()
                    .execute(
                            "postgres",
                            "DROP DATABASE "
                                    + replaced.replaceAll(
                                            "(?s).*the replaced database is '([^']+)'.*", "$1"));
        } finally {
            database.server()
                    .execute("postgres", "DROP DATABASE IF EXISTS " + database.name() + "_copy");
        }
    }

    private void refused(int exitCode, String url, String sql, String... parts) throws IOException {
        Path schema = root.resolve("bad.sql");
        Files.writeString(schema, sql);
        plainly(exitCode, "schema", "sync", "--database", url, "--schema", schema.toString());
        assertThat(program.error()).contains(parts);
    }

    @Test
    void badInputGetsAClearErrorAndChangesNothing() throws IOException {
        database.execute(
                "CREATE TABLE t(id int PRIMARY KEY, v text)",
                "INSERT INTO t SELECT 1, string_agg(md5(g::text), '') FROM generate_series(1, 500)"
                        + " AS g",
                "CREATE ROLE cairn_bad LOGIN CREATEDB");
        String plain = url().replace("postgres@", "cairn_bad@");
        try {
            refused(2, "mysql://root@127.0.0.1/app", "SELECT 1;", "by 'mysql://'", "postgres://");
            refused(
                    3,
                    url(),
                    "CREATE TABLE nowhere.t(id int);",
                    "bad.sql:1",
                    "\"nowhere\"",
                    "CREATE SCHEMA");
            refused(
                    3,
                    url(),
                    "SET search_path = theirs;\nCREATE TABLE t(id int);",
                    "bad.sql:1",
                    "search_path to 'theirs'");
            refused(3, url(), "CREATE TABLE t(id int, " + "a".repeat(64) + " int);", "64 bytes");
            refused(
                    3,
                    url(),
                    IntStream.range(0, 1_601)
                            .mapToObj(i -> "c" + i + " int")
                            .collect(Collectors.joining(", ", "CREATE TABLE t(", ");")),
                    "at most 1600 columns");
            String columns =
                    IntStream.range(0, 33)
                            .mapToObj(i -> "c" + i)
                            .collect(Collectors.joining(" int, "));
            refused(
                    3,
                    url(),
                    "CREATE TABLE k(%s int, UNIQUE (%s));"
                            .formatted(columns, columns.replace(" int", "")),
                    "bad.sql:1",
                    "more than 32 columns in an index");
            refused(2, url(), "\nCREATE TABLE t(id int AUTO_INCREMENT);", "bad.sql:2", "column ");
            refused(
                    3,
                    url(),
                    "CREATE TABLE t(id int PRIMARY KEY, v text UNIQUE);",
                    "nothing was changed",
                    "maximum size is 8191");
            refused(
                    2,
                    plain,
                    "CREATE TABLE t(id int PRIMARY KEY, v text, n int);",
                    "permission denied for table t",
                    "GRANT SELECT, UPDATE ON TABLE t TO \"cairn_bad\"");
            refused(2, url() + "&options=x", "SELECT 1;", "unknown option 'options'");
            refused(
                    2,
                    url().replace("/" + database.name(), "/no_such_database"),
                    "CREATE TABLE t(id int);",
                    "no_such_database",
                    "create it");
            database.execute("SELECT 1 / count(*) FROM t WHERE v IS NOT NULL");
        } finally {
            database.execute("DROP ROLE cairn_bad");
        }
    }
}
