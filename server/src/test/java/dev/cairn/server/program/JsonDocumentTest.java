package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/json.md} lists the fields of every answer as JSON. They are collected from real
 * answers; after a change the document is written again with {@code -Dcairn.renew=true}.
 */
@SuppressWarnings("NullAway.Init") // The test makes the program first.
class JsonDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "json.md");
    private static final String MARK = "<!-- fields: written by JsonDocumentTest -->\n";

    /** Objects whose keys are data: names of tables, for example. */
    private static final Set<String> MAPS = Set.of("row_counts", "metrics");

    @TempDir private Path temporary;

    private ProgramRun program;
    private final Map<String, Map<String, Set<String>>> fields = new LinkedHashMap<>();

    @Test
    void theDocumentListsTheFieldsOfEveryAnswer() throws Exception {
        Path root = Files.createDirectory(temporary.toRealPath().resolve("app"));
        program = ProgramRun.in(root);
        askTheIndex(root);
        askAboutEdits(root);
        askTheSchema(root);
        askMigrations(root);
        askBackups();
        askServer();
        answer("an error", "search", "--kind", "nosuch", "x", "--json");
        answer("an error", "schema", "inspect", "--database", "nosuch.db", "--json");
        answer("an error", "nosuch", "--json");

        String written = Files.readString(DOCUMENT);
        String expected = written.substring(0, written.indexOf(MARK) + MARK.length()) + text();
        if (Boolean.getBoolean("cairn.renew")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private void askTheIndex(Path root) throws IOException {
        Files.createDirectories(root.resolve(".cairn"));
        Files.writeString(
                root.resolve(".cairn/config.json"),
                "{\"code_analysis\": {\"database\": {\"worker\": {\"enabled\": false}}}}");
        Files.writeString(root.resolve(".gitignore"), "*.log\n");
        Files.writeString(root.resolve("a.log"), "ignored\n");
        Files.writeString(
                root.resolve("A.java"),
                "import java.util.List;\nclass A { void b() { c(); } void c() {} int x = ; }\n");
        Files.writeString(root.resolve("B.java"), "class B { void d(A a) { a.b(); } }\n");
        ask("index", ".");
        ask("search", "b");
        ask("search", "no", "such", "words", "anywhere");
        ask("def", "A");
        ask("refs", "A.b");
        ask("outline", "A.java");
        ask("imports", "A.java");
        ask("map");
        ask("status");
        ask("coverage");
        ask("project", "list");
        ask("tag", "add", "mine", "A.java");
        ask("tag", "list");
        ask("tag", "remove", "mine", "A.java");
        Files.createDirectories(root.resolve("part"));
        ask("dataset", "add", "some", "part");
        ask("dataset", "list");
        ask("dataset", "remove", "some");
        ask("clean", "--dry-run");
        answer("doctor", "doctor", "--json");
    }

    private void askAboutEdits(Path root) throws IOException, InterruptedException {
        for (String[] words :
                new String[][] {
                    {"init", "-q"},
                    {"add", "A.java"},
                    {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "one"}
                }) {
            Process git = new ProcessBuilder(words("git", words)).directory(root.toFile()).start();
            assertThat(git.waitFor()).isZero();
        }
        ask("edit", "B.java", "--rename", "B.d", "--to", "e");
        String id = JsonMapper.shared().readTree(program.output()).get("edit_id").stringValue();
        ask("changes", "--since", "HEAD");
        ask("undo", id);
        ask("stop");
    }

    private static String[] words(String first, String... others) {
        return words(others, first);
    }

    /** A server with its workers, in processes of their own. */
    private void askServer() throws IOException {
        ProgramRun inApp = program;
        Path served = Files.createDirectory(temporary.toRealPath().resolve("served"));
        Files.writeString(served.resolve("A.java"), "class A {}\n");
        program = ProgramRun.in(served);
        try {
            ask("serve", "--detach", "--no-page");
            ask("workers");
        } finally {
            ask("stop");
        }
        program = inApp;
    }

    private void askTheSchema(Path root) throws IOException {
        Files.writeString(
                root.resolve("s.sql"), "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);\n");
        String[] target = {"--database", "a.db"};
        String[] schema = {"--database", "a.db", "--schema", "s.sql"};
        ask(words(schema, "schema", "sync", "--create"));
        Files.writeString(
                root.resolve("s.sql"),
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT DEFAULT 'x');\n");
        ask(words(schema, "schema", "diff"));
        ask(words(schema, "schema", "sync", "--dry-run"));
        ask(words(schema, "schema", "sync"));
        ask(words(schema, "schema", "lint"));
        ask(words(target, "schema", "verify"));
        ask(words(target, "schema", "repair"));
        ask(words(target, "history"));
    }

    private void askMigrations(Path root) throws IOException {
        Path folder = Files.createDirectory(root.resolve("migrations"));
        Files.writeString(folder.resolve("V001__one.up.sql"), "CREATE TABLE m (a);\n");
        Files.writeString(folder.resolve("V001__one.down.sql"), "DROP TABLE m;\n");
        String[] options = {"--database", "m.db", "--migrations", "migrations"};
        ask(words(options, "migrate", "up", "--create"));
        ask(words(options, "migrate", "status"));
        ask(words(options, "migrate", "validate"));
        ask(words(options, "migrate", "down", "--dry-run"));
        ask(words(options, "migrate", "repair"));
        ask("migrate", "new", "two", "--migrations", "migrations");
    }

    private void askBackups() {
        program.run("migrate", "status", "--database", "a.db", "--migrations", "migrations");
        String[] target = {"--database", "m.db"};
        ask(words(target, "backup", "create"));
        ask(words(target, "backup", "list"));
        ask(words(target, "backup", "prune", "--keep", "5"));
    }

    private static String[] words(String[] options, String... command) {
        String[] all = Arrays.copyOf(command, command.length + options.length);
        System.arraycopy(options, 0, all, command.length, options.length);
        return all;
    }

    private void ask(String... words) {
        String name =
                List.of("schema", "migrate", "backup", "project", "tag", "dataset")
                                .contains(words[0])
                        ? words[0] + " " + words[1]
                        : words[0];
        answer(name, words(new String[] {"--json"}, words));
    }

    private void answer(String name, String... words) {
        int code = program.run(words);
        boolean error = name.equals("an error");
        assertThat(code).as(String.join(" ", words) + program.error()).isEqualTo(error ? 2 : 0);
        JsonNode answer = JsonMapper.shared().readTree(error ? program.error() : program.output());
        collect("", answer, fields.computeIfAbsent(name, key -> new TreeMap<>()));
    }

    private static void collect(String path, JsonNode node, Map<String, Set<String>> found) {
        String type =
                node.isNull()
                        ? "null"
                        : node.isObject()
                                ? "object"
                                : node.isArray()
                                        ? "array"
                                        : node.isNumber()
                                                ? "number"
                                                : node.isBoolean() ? "boolean" : "string";
        if (!path.isEmpty()) {
            found.computeIfAbsent(path, key -> new TreeSet<>()).add(type);
        }
        boolean map = MAPS.contains(path.substring(path.lastIndexOf('.') + 1));
        node.properties()
                .forEach(property ->
                        collect(
                                (path.isEmpty() ? "" : path + ".")
                                        + (map ? "*" : property.getKey()),
                                property.getValue(),
                                found));
        if (node.isArray()) {
            node.forEach(each -> collect(path + "[]", each, found));
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, found) -> {
            text.append("\n## ").append(name).append("\n\n| field | type |\n|---|---|\n");
            found.forEach((path, types) ->
                    text.append("| `%s` | %s |\n".formatted(path, String.join(" or ", types))));
        });
        return text.toString();
    }
}
