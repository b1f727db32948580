package dev.cairn.server.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small project with everything that the examples of the documents name, put back into its first
 * state before each of them; and as much of a shell as they need.
 */
final class ExampleProject {

    /** A key of the tests of age itself, and what belongs to it. */
    static final String RECIPIENT =
            "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

    private static final String IDENTITY =
            "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    private static final Path SCIP =
            Path.of("../index/src/test/resources/dev/cairn/index/scip/shop.scip");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private final Path base;
    private final Map<Path, byte[]> template = new TreeMap<>();
    private ProgramRun program;

    /** Makes the project below an empty folder. */
    ExampleProject(Path base) throws IOException, SQLException, InterruptedException {
        this.base = base;
        program = ProgramRun.in(folder());
        write();
        makeDatabase();
        git("init", "-q", ".");
        git("add", ".");
        git("commit", "-q", "-m", "all");
        git("tag", "v1.2");
        run("cairn index .");
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                template.put(base.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    Path folder() {
        return base.resolve("app");
    }

    Path home() {
        return base.resolve("home");
    }

    private void write() throws IOException {
        write(".cairn/config.json", withoutWorker(""));
        write("cairn.json", withoutWorker("\"path\": \".cairn/data/other.db\", "));
        write("../home/index.json", withoutWorker("\"path\": \"index.db\", "));
        write(".gitignore", "*.log\n.cairn/\n");
        write(
                "src/main/java/Client.java",
                "class Client { void close() { new Client().close(); } }\n");
        write(
                "src/main/java/app/Store.java",
                "package app;\n\nclass Store {\n    void load() { parse(); }\n    void parse() {}\n}\n");
        write(
                "src/main/java/app/Indexer.java",
                "class Indexer { void run() { new Client().close(); } }\n");
        write(
                "src/main/java/app/CodeDatabase.java",
                "class CodeDatabase { void open() { ensureSchemaSynced(); } void ensureSchemaSynced() {} }\n");
        write("src/App.java", "class App { int limit; int twice() { return limit + limit; } }\n");
        write("App.java", "class App { int limit = 2; }\n");
        write("src/app.ts", "import {Store} from './store';\nnew Store();\n");
        write("src/store.ts", "export class Store {}\n");
        write("src/app/store.py", "def load():\n    pass\n");
        write("src/engine/Door.java", "class Door { void open() { /* open door */ } }\n");
        write("lib/a.old.js", "function old() {}\n");
        write("manual/door.md", "# Doors\n");
        write("key.txt", IDENTITY + "\n");
        write("schema.sql", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, tag TEXT);\n");
        for (int i = 1; i <= 7; i++) {
            write("migrations/V00" + i + "__step.up.sql", "CREATE TABLE m" + i + " (a);\n");
            write("migrations/V00" + i + "__step.down.sql", "DROP TABLE m" + i + ";\n");
        }
        write("../library/Lib.java", "class Lib {}\n");
        write("../home/projects/app/Other.java", "class Other {}\n");
        write("../home/projects/shop/src/Shop.java", "class Shop {}\n");
        Files.copy(SCIP, folder().resolve("index.scip"));
        Files.createDirectory(folder().resolve("build"));
        Files.copy(SCIP, folder().resolve("build/index.scip"));
    }

    private static String withoutWorker(String path) {
        return "{\"code_analysis\": {\"database\": {%s\"worker\": {\"enabled\": false}}}}"
                .formatted(path);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder().resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void makeDatabase() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("app.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
            statement.execute("INSERT INTO note VALUES (1, 'hello'), (2, NULL)");
        }
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=you", "-c", "user.email=you@x"));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command).directory(folder().toFile()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    /** Brings all files into the state in which they were at first. */
    void reset() throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(base)) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<Path, byte[]> file : template.entrySet()) {
            Path target = base.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    /** Runs a line as a shell would: with quotes, a home folder, input and output from files. */
    int run(String line) throws IOException {
        List<String> words = new ArrayList<>();
        Path input = null;
        Path output = null;
        Matcher matcher = WORD.matcher(line.replaceFirst("\\s+#.*", ""));
        while (matcher.find()) {
            String word = matcher.group();
            if (word.equals("<") && matcher.find()) {
                input = folder().resolve(matcher.group());
            } else if (word.equals(">") && matcher.find()) {
                output = folder().resolve(matcher.group());
            } else {
                words.add(unquoted(matcher));
            }
        }
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(input == null ? new byte[0] : Files.readAllBytes(input)));
        try {
            int code = program.run(words.subList(1, words.size()).toArray(String[]::new));
            if (output != null) {
                Files.writeString(output, program.output());
            }
            return code;
        } finally {
            System.setIn(before);
        }
    }

    private String unquoted(Matcher word) {
        if (word.group(3) == null) {
            return word.group(1) == null ? word.group(2) : word.group(1);
        }
        return word.group(3).startsWith("~/")
                ? home().resolve(word.group(3).substring(2)).toString()
                : word.group(3);
    }

    /** Returns what the last command wrote. */
    String output() {
        return program.output();
    }

    /** Returns what the last command reported. */
    String error() {
        return program.error();
    }
}
