package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every block of code in the documents: commands are run as they are written, in a project that has
 * what they name; definitions, configurations and queries are used; Java is compiled. What cannot
 * be run here is checked for its form, and is named with what runs it.
 */
class DocumentExamplesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```(?<language>\\w*)\\n(?<text>.*?)^```$",
                    Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * Commands that do not end by themselves, or need more than this project, and who runs them.
     */
    private static final Map<String, String> RUN_ELSEWHERE =
            Map.ofEntries(
                    Map.entry("cairn serve.*", "ServerIT"),
                    Map.entry("cairn watch.*", "ServerIT"),
                    Map.entry("cairn workers --watch", "ServerIT"),
                    Map.entry("cairn mcp( --.*)?", "McpIT"),
                    Map.entry("cairn (vectors|similar).*", "VectorizationIT"),
                    Map.entry("cairn .*postgres://.*", "PostgresCommandsIT"),
                    Map.entry("source <\\(cairn completion\\)", "CompletionIT"));

    /** What must have happened before an example, by how it begins. */
    private static final Map<String, String> BEFORE =
            Map.ofEntries(
                    Map.entry("cairn migrate down", "cairn migrate up --database app.db"),
                    Map.entry(
                            "cairn migrate new add_tags --database app.db --from-diff",
                            "cairn migrate up --database app.db"),
                    Map.entry("cairn tag remove", "cairn tag add core src/engine"),
                    Map.entry("cairn dataset remove", "cairn dataset add engine src/engine"),
                    Map.entry("cairn search dataset:", "cairn dataset add engine src/engine"),
                    Map.entry("cairn project remove", "cairn project add ../library"),
                    Map.entry("cairn backup verify 1f0c", "cairn backup create --database app.db"),
                    Map.entry("cairn backup restore 1f0c", "cairn backup create --database app.db"),
                    Map.entry("cairn backup list", "cairn backup create --database app.db"),
                    Map.entry("cairn backup prune", "cairn backup create --database app.db"),
                    Map.entry(
                            "cairn undo", "cairn edit src/App.java --rename App.limit --to most"));

    /** Where there are differences, and the example asks for them. */
    private static final String DIFFERENCES = "cairn schema diff .* --check";

    private static final String UUID =
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    @TempDir private Path temporary;

    /** A block of a document. */
    private record Block(String document, String language, String text) {

        /** What a reader types: the lines behind prompts, or all where there are no prompts. */
        List<String> commands() {
            List<String> lines = text.replace("\\\n", " ").lines().map(String::strip).toList();
            boolean prompts = lines.stream().anyMatch(line -> line.startsWith("$ "));
            return lines.stream()
                    .filter(line -> !prompts || line.startsWith("$ "))
                    .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst("^\\./cairn", "cairn"))
                    .toList();
        }
    }

    @Test
    @Timeout(120)
    void everyExampleOfACommandDoesWhatItSays() throws Exception {
        ExampleProject project = new ExampleProject(temporary.toRealPath());
        List<String> wrong = new ArrayList<>();
        int run = 0;
        for (String line : examples()) {
            if (RUN_ELSEWHERE.keySet().stream().noneMatch(line::matches)) {
                project.reset();
                run++;
                String example = prepared(project, line);
                int code = project.run(example);
                if (code != (line.matches(DIFFERENCES) ? 4 : 0)) {
                    wrong.add(example + "\n    ended with " + code + ": " + project.error());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(run).isGreaterThan(100);
    }

    /** Does what an example needs, and puts ids and keys in the place of those that are shown. */
    private static String prepared(ExampleProject project, String line) throws IOException {
        for (Map.Entry<String, String> before : BEFORE.entrySet()) {
            if (line.startsWith(before.getKey())) {
                String first = before.getValue();
                boolean encrypted = line.contains("--identity");
                project.run(encrypted ? first + " --recipient " + ExampleProject.RECIPIENT : first);
                assertThat(project.error()).doesNotContain("cannot");
            }
        }
        String text = line.replace("age1...", ExampleProject.RECIPIENT);
        if (line.contains("1f0c")) {
            project.run("cairn backup list --database app.db --json");
            text = text.replace("1f0c", id(project.output()));
        }
        if (line.startsWith("cairn undo ")) {
            text = line.replaceFirst(UUID, id(project.output()));
        }
        if (line.contains("project move")) {
            moveSources(project);
        }
        return text;
    }

    private static void moveSources(ExampleProject project) throws IOException {
        Files.delete(project.home().resolve("projects/shop/src/Shop.java"));
    }

    private static String id(String output) {
        Matcher id = Pattern.compile(UUID).matcher(output);
        assertThat(id.find()).as(output).isTrue();
        return id.group();
    }

    /** Those of all help texts, which are in docs/commands.md, and of the other documents. */
    private static List<String> examples() throws IOException {
        List<String> all = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.language().isEmpty()) {
                boolean help = block.document().equals("docs/commands.md");
                String text = help ? behind(block.text(), "Examples:\n") : block.text();
                all.addAll(new Block(block.document(), "", text).commands());
            }
        }
        return all.stream()
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .filter(line -> line.matches("(cairn|source <\\(cairn) .*"))
                .distinct()
                .toList();
    }

    /** A long example is cut by the width of a help text. */
    private static String behind(String help, String heading) {
        int start = help.indexOf(heading);
        return start < 0
                ? ""
                : help.substring(start + heading.length()).replaceAll("\\n(?! )", " ");
    }

    @Test
    void commandsThatAreRunElsewhereAreNamedWithATestThatExists() throws IOException {
        for (String test : RUN_ELSEWHERE.values()) {
            assertThat(sources().stream().anyMatch(file -> file.endsWith("/" + test + ".java")))
                    .as(test)
                    .isTrue();
        }
    }

    @Test
    void configurationsAreRead() throws IOException {
        int read = 0;
        for (Block block : blocks()) {
            if (block.language().equals("json")) {
                Path file = temporary.resolve("configuration.json");
                Files.writeString(file, block.text());
                assertThat(ConfigurationReader.read(file)).as(block.document()).isNotNull();
                read++;
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void definitionsAreUsedAndQueriesAreRun() throws Exception {
        ExampleProject project = new ExampleProject(temporary.toRealPath());
        for (Block block : blocks()) {
            String name = "block." + block.language();
            if (block.language().matches("sql|yaml")) {
                Files.writeString(project.folder().resolve(name), block.text());
            }
            if (block.text().startsWith("SELECT")) {
                query(project.folder().resolve(".cairn/data/code_analysis.db"), block.text());
            } else if (block.language().matches("sql|yaml")) {
                assertThat(project.run("cairn schema lint --schema " + name))
                        .as(project.error())
                        .isZero();
            }
            if (block.language().equals("sql") && !block.text().startsWith("SELECT")) {
                String sync = "cairn schema sync --database new.db --create --schema " + name;
                assertThat(project.run(sync)).as(project.error()).isZero();
            }
        }
    }

    private static void query(Path database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=1");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery(sql).next()).as(sql).isTrue();
        }
    }

    @Test
    void javaCompiles() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("java"));
        int number = 0;
        for (Block block : blocks()) {
            if (block.language().equals("java") && !block.text().contains("class ")) {
                Path file = folder.resolve("Block" + number + ".java");
                Files.writeString(
                        file,
                        """
                        import dev.cairn.database.definition.DefinitionReader;
                        import dev.cairn.schema.SchemaDefinition;
                        import dev.cairn.schema.build.SchemaBuilder;
                        import java.nio.file.Path;
                        class Block%d { void run() { %s } }
                        """
                                .formatted(number++, block.text().replaceAll("//.*", "")));
                int code =
                        ToolProvider.getSystemJavaCompiler()
                                .run(
                                        null,
                                        null,
                                        null,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "-d",
                                        folder.toString(),
                                        file.toString());
                assertThat(code).as(block.text()).isZero();
            }
        }
        assertThat(number).isGreaterThan(1);
    }

    /** Checks that the classes in Maven and Java commands exist; running them takes too long. */
    @Test
    void whatIsBuiltAndMeasuredIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> sources = sources();
        for (Block block : blocks()) {
            if (block.text().contains("mvn ") || block.text().contains("python3 ")) {
                Matcher name =
                        Pattern.compile(
                                        "(?<=-Dtest=|-Dit.test='|,)([A-Z]\\w+)|dev\\.cairn\\.[\\w.]*?([A-Z]\\w+)|([\\w/]+/[\\w/]+\\.(?:py|java))")
                                .matcher(block.text());
                while (name.find()) {
                    String sought =
                            name.group(3) != null
                                    ? "/" + name.group(3)
                                    : "/"
                                            + (name.group(1) == null
                                                    ? name.group(2)
                                                    : name.group(1))
                                            + ".java";
                    if (!sought.equals("/NoUnitTest.java")
                            && sources.stream().noneMatch(file -> file.endsWith(sought))) {
                        missing.add(block.document() + ": " + name.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Messages between an agent and the program are JSON. */
    @Test
    void messagesAreJson() throws IOException {
        int messages = 0;
        for (Block block : blocks()) {
            for (String line : block.text().lines().toList()) {
                if (line.startsWith("→ ") || line.startsWith("← ")) {
                    assertThat(
                                    JsonMapper.shared()
                                            .readTree(line.substring(2))
                                            .path("jsonrpc")
                                            .asString())
                            .isEqualTo("2.0");
                    messages++;
                }
            }
        }
        assertThat(messages).isPositive();
    }

    /** A new kind of block needs a rule here. */
    @Test
    void everyBlockIsOfAKindThatIsRunOrChecked() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Block block : blocks()) {
            boolean known =
                    block.language().matches("json|java|sql|yaml")
                            || block.commands().stream()
                                    .anyMatch(line ->
                                            line.matches("(cairn|mvn|java|python3|cd|source) .*"))
                            || block.document().equals("docs/commands.md")
                            || block.text().contains("\"jsonrpc\"")
                            // What an answer or a request looks like.
                            || block.text()
                                    .matches("(?s)\\s*(index: .*|Authorization: Bearer TOKEN\\s*)")
                            || block.document().equals("ARCHITECTURE.md");
            if (!known) {
                unknown.add(block.document() + ":\n" + block.text());
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files =
                Files.find(
                        ROOT,
                        20,
                        (file, attributes) ->
                                attributes.isRegularFile()
                                        && file.toString().contains("/src/")
                                        && file.toString().matches(".*\\.(java|py)"))) {
            return files.map(Path::toString).toList();
        }
    }

    private static List<Block> blocks() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        for (String name : List.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")) {
            documents.add(ROOT.resolve(name));
        }
        List<Block> blocks = new ArrayList<>();
        for (Path document : documents) {
            Matcher matcher = BLOCK.matcher(Files.readString(document));
            while (matcher.find()) {
                blocks.add(
                        new Block(
                                ROOT.relativize(document).toString(),
                                matcher.group("language"),
                                matcher.group("text")));
            }
        }
        assertThat(blocks.size()).isGreaterThan(80);
        return blocks;
    }
}
