package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The code index as a user has it: the launcher, a worker in a process of its own, a source tree.
 */
class CommandLineIT {

    private static final int UNLISTED_USER = 54321;

    @TempDir private Path folder;
    private Path tree;

    @BeforeEach
    void writeATree() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(
                tree.resolve("Greeting.java"),
                """
                package example;

                /** Says hello to people. */
                public final class Greeting {
                    public String helloWorldText(String name) {
                        return "hello " + name;
                    }
                }
                """);
        Files.writeString(
                tree.resolve("tool.py"), "def helper_for_python(value):\n    return value\n");
    }

    @AfterEach
    void stopTheWorker() throws Exception {
        if (Files.exists(tree.resolve(".cairn"))) {
            cairn("stop").run();
        }
    }

    /** People remove an index by its folder; no command may send them to another one then. */
    @Test
    void commandsWorkAfterTheFolderOfAnIndexWasRemoved() throws Exception {
        for (String next : List.of("stop", "index")) {
            assertThat(cairn("index", ".").run().exitCode()).isZero();
            assertThat(Command.of(tree, "rm", "-rf", ".cairn").run().exitCode()).isZero();
            ProcessRun status = cairn("status").run();
            assertThat(status.exitCode()).isEqualTo(2);
            assertThat(status.error()).contains("run 'cairn index' there first");

            ProcessRun run = cairn(next, next.equals("index") ? "." : "--quiet").run();
            assertThat(run.exitCode()).as(next + ": " + run.error()).isLessThan(3).isNotEqualTo(1);
            ProcessRun index = cairn("index", ".").run();
            assertThat(index.exitCode()).as(index.error()).isZero();
            assertThat(cairn("search", "hello").run().output()).contains("Greeting.java:5");
        }
    }

    @Test
    void aTreeIsIndexedSearchedAndItsWorkerStopped() throws Exception {
        ProcessRun index = cairn("index", ".").run();
        assertThat(index.exitCode()).as(index.error()).isZero();
        assertThat(index.output()).contains("the index has 2 files and 3 definitions");

        ProcessRun search = cairn("search", "--kind", "method", "hello", "world").run();
        assertThat(search.output())
                .contains("Greeting.java:5  method example.Greeting.helloWorldText")
                .contains("1 of 1 in 1 file shown");

        ProcessRun fromBelow =
                Command.of(
                                Files.createDirectory(tree.resolve("below")),
                                Distribution.launcher(),
                                "search",
                                "--json",
                                "helper")
                        .run();
        JsonNode page = JsonMapper.shared().readTree(fromBelow.output());
        assertThat(page.at("/total/count").intValue()).isPositive();
        assertThat(page.at("/files/0/path").stringValue()).isEqualTo("tool.py");

        assertThat(cairn("status").run().output())
                .containsPattern("worker +running, process \\d+")
                .containsPattern("project +tree: 2 files");
        assertThat(cairn("workers").run().output()).containsPattern("database +running +\\d+");
        assertThat(cairn("stop").run().output()).isEqualTo("the worker is stopped\n");
        assertThat(cairn("stop").run().output()).isEqualTo("no worker was running\n");
        assertThat(cairn("status").run().output()).contains("worker    not running");
    }

    /** Whatever the umask leaves to others. */
    @Test
    void whatIsWrittenIsTheOwnersAlone() throws Exception {
        Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE note(text TEXT);\n");
        Path migrations = Files.createDirectory(folder.resolve("migrations"));

        generously(tree, "index", ".");
        generously(tree, "backup", "create", "--index", "--compress");
        generously(
                folder,
                "schema",
                "sync",
                "--database",
                "app.db",
                "--create",
                "--schema",
                "schema.sql");
        generously(folder, "migrate", "new", "add_tags", "--database", "app.db");
        Files.writeString(
                migrations.resolve("V001__add_tags.up.sql"),
                "CREATE TABLE tags(name TEXT);\n",
                StandardOpenOption.APPEND);
        generously(folder, "migrate", "up", "--database", "app.db");

        List<Path> open = new ArrayList<>();
        try (var all = Files.walk(tree.resolve(".cairn"))) {
            for (Path path : all.filter(path -> !path.endsWith(".gitignore")).toList()) {
                if (!mode(path).endsWith("------")) {
                    open.add(path);
                }
            }
        }
        assertThat(open).isEmpty();
        assertThat(tree.resolve(".cairn/logs/cairn.log")).isNotEmptyFile();
        assertThat(mode(folder.resolve("app.db"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve(".cairn"))).isEqualTo("rwx------");
        assertThat(mode(migrations.resolve("V001__add_tags.up.sql"))).isEqualTo("rw-r--r--");
    }

    private void generously(Path where, String... arguments) throws Exception {
        List<Object> words = new ArrayList<>();
        words.addAll(List.of("sh", "-c", "umask 0000; exec \"$@\"", "sh"));
        words.add(Distribution.launcher());
        words.addAll(List.of(arguments));
        ProcessRun run = Command.of(where, words.toArray()).with("CAIRN_LOG_LEVEL", "debug").run();
        assertThat(run.exitCode()).as(run.error()).isZero();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void theDatabaseOfAWorkerIsCheckedAndRestoredByItsName() throws Exception {
        cairn("index", ".").run();
        String database = ".cairn/data/code_analysis.db";
        ProcessRun verify = cairn("schema", "verify", "--database", database).run();
        assertThat(verify.exitCode()).as(verify.error()).isZero();
        ProcessRun backup = cairn("backup", "create", "--json", "--database", database).run();
        assertThat(backup.exitCode()).as(backup.error()).isZero();
        String id = JsonMapper.shared().readTree(backup.output()).at("/manifest/id").stringValue();
        Files.delete(tree.resolve("tool.py"));
        cairn("index", ".").run();
        assertThat(worker()).isPresent();

        ProcessRun restore = cairn("backup", "restore", id, "--database", database).run();

        assertThat(restore.exitCode()).as(restore.error()).isZero();
        assertThat(cairn("workers").run().output()).containsPattern("database +not running +-");
        assertThat(cairn("search", "--no-refresh", "helper").run().output()).contains("tool.py");
        assertThat(Files.readString(tree.resolve(".cairn/logs/db_worker.log")))
                .contains("\"action\":\"backup create\"");
        assertThat(Files.readString(tree.resolve(".cairn/logs/cairn.log")))
                .contains("\"action\":\"restore\"");
    }

    @Test
    void whatChangesADatabaseOfAnyProgramIsInTheLogBesideIt() throws Exception {
        Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE note(text TEXT);\n");

        Command.of(folder, Distribution.launcher(), "schema", "inspect", "--database", "x.db")
                .run();
        assertThat(folder.resolve(".cairn")).doesNotExist();
        Command.of(
                        folder,
                        Distribution.launcher(),
                        "schema",
                        "sync",
                        "--no-backup",
                        "--database",
                        "app.db",
                        "--create",
                        "--schema",
                        "schema.sql")
                .run();

        assertThat(Files.readString(folder.resolve(".cairn/logs/cairn.log")))
                .contains("\"action\":\"sync\"");
    }

    @Test
    void aFileThatIsNoUtf8IsCountedAndTheRestIsIndexed() throws Exception {
        byte[] source = "class Broken { } // ?".getBytes(StandardCharsets.US_ASCII);
        source[source.length - 1] = (byte) 0xff;
        Files.write(tree.resolve("Broken.java"), source);

        ProcessRun run = cairn("index", ".").run();

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.output()).contains("1 place could not be parsed or read");
        assertThat(cairn("status").run().output()).contains("Broken.java: invalid UTF-8");
    }

    @Test
    void aFolderWithoutReadPermissionIsAFailureThatSaysSo() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

        ProcessRun run = unprivileged(Distribution.launcher(), "index", closed).run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error())
                .startsWith(
                        "cairn: cannot index '" + closed + "': no permission to read the folder");
    }

    /** Root may read everything, unless its capability to do so is taken from it. */
    private Command unprivileged(Object... words) {
        List<Object> all = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"));
        }
        all.addAll(List.of(words));
        return Command.of(folder, all.toArray());
    }

    /** The rehearsal of a plan needs it, and is left out then. */
    @Test
    void aSchemaIsSyncedWithoutAPlaceForTemporaryFiles() throws Exception {
        Path schema = folder.resolve("schema.sql");
        Files.writeString(schema, "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t;");

        ProcessRun sync =
                cairn(
                                "schema",
                                "sync",
                                "--database",
                                folder.resolve("app.db").toString(),
                                "--create",
                                "--schema",
                                schema.toString())
                        .with("CAIRN_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("nowhere"))
                        .run();

        assertThat(sync.exitCode()).as(sync.error()).isZero();
        assertThat(sync.output()).contains("app.db: 2 changes, ");
    }

    /** Root runs the program as a user of no name here; everybody else does so in all tests. */
    @Test
    void aUserThatIsNotRootHasAnIndexAndAWorkerOfItsOwn() throws Exception {
        List<Object> asUser = new ArrayList<>();
        Path program = Distribution.launcher();
        if ("root".equals(System.getProperty("user.name"))) {
            Path copy = folder.resolve("program");
            Path original = Distribution.folder();
            Command.of(folder, "cp", "-r", original, copy).run();
            Command.of(folder, "chown", "-R", UNLISTED_USER, folder).run();
            program = copy.resolve("bin/cairn");
            asUser.addAll(
                    List.of(
                            "setpriv",
                            "--reuid=" + UNLISTED_USER,
                            "--regid=" + UNLISTED_USER,
                            "--clear-groups",
                            "--"));
        }
        asUser.add(program);

        ProcessRun index = run(asUser, "index", ".");
        assertThat(index.exitCode()).as(index.error()).isZero();
        assertThat(index.output()).contains("the index has 2 files");
        assertThat(run(asUser, "search", "helper").output()).contains("tool.py:1");
        assertThat(run(asUser, "stop").output()).isEqualTo("the worker is stopped\n");
    }

    private ProcessRun run(List<Object> program, Object... words) throws Exception {
        List<Object> all = new ArrayList<>(program);
        all.addAll(List.of(words));
        return Command.of(tree, all.toArray())
                .with("XDG_CACHE_HOME", folder.resolve("cache").toString())
                .run();
    }

    @Test
    void aTreeThatIsNotThereIsAWrongUsage() throws Exception {
        ProcessRun run = cairn("index", "nowhere").run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("nowhere': there is no such folder");
    }

    @Test
    void aFileInPlaceOfTheDatabaseIsAFailureAndStaysAsItWas() throws Exception {
        Path data = Files.createDirectories(tree.resolve(".cairn/data"));
        Files.writeString(data.resolve("code_analysis.db"), "a letter, not a database ".repeat(50));

        ProcessRun run = cairn("index", ".").run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("it is not a SQLite database");
        assertThat(data.resolve("code_analysis.db")).content().startsWith("a letter");
    }

    @Test
    void aSocketPathThatIsTooLongIsAWrongConfiguration() throws Exception {
        Path deep = folder;
        for (int i = 0; i < 6; i++) {
            deep = deep.resolve("a-folder-with-a-rather-long-name-" + i);
        }
        Files.createDirectories(deep);
        Path config = Files.writeString(deep.resolve("cairn.json"), "{\"code_analysis\": {}}");

        ProcessRun run =
                cairn("index", ".", "--config", config.toString())
                        .with("XDG_RUNTIME_DIR", deep.toString())
                        .with("CAIRN_JAVA_OPTIONS", "-Djava.io.tmpdir=" + deep)
                        .run();

        assertThat(run.exitCode()).as(run.error()).isEqualTo(2);
        assertThat(run.error()).contains("a socket's path may have").contains("XDG_RUNTIME_DIR");
    }

    @Test
    void aConfigurationThatIsNoJsonIsNamedWithLineAndColumn() throws Exception {
        Path config =
                Files.writeString(folder.resolve("cairn.json"), "{\"code_analysis\":\n  oops}");

        ProcessRun run = cairn("status", "--config", config.toString(), "--json").run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        JsonNode error = JsonMapper.shared().readTree(run.error());
        assertThat(error.at("/error/code").stringValue()).isEqualTo("invalid-configuration");
        assertThat(error.at("/error/message").stringValue())
                .contains(config.toString())
                .contains("line 2, column");
    }

    @Test
    void anInvalidQueryIsAUsageError() throws Exception {
        cairn("index", ".").run();

        ProcessRun run = cairn("search", "hello", "kind:metod").run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error())
                .startsWith("cairn: cannot search for 'hello kind:metod'")
                .contains("unknown kind 'metod'; did you mean method?");
    }

    private Optional<ProcessHandle> worker() throws Exception {
        JsonNode status = JsonMapper.shared().readTree(cairn("status", "--json").run().output());
        return ProcessHandle.of(status.at("/worker/process").longValue());
    }

    private Command cairn(String... arguments) {
        List<Object> words = new ArrayList<>(List.of(Distribution.launcher()));
        words.addAll(List.of(arguments));
        return Command.of(tree, words.toArray());
    }
}
