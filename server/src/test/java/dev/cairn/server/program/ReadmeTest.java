package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What README.md and the other documents show is what the program does. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```(?<language>\\w*)\\n(?<text>.*?)^```$",
                    Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir private Path temporary;
    private @Nullable CommandLine model;

    /** A command of a block, and the lines that follow it. */
    private record Shown(String command, List<String> lines) {}

    @Test
    void theJavaExampleIsTheOneThatATestRuns() throws IOException {
        String test =
                Files.readString(
                        ROOT.resolve(
                                "database/src/test/java/dev/cairn/database/sync/LibraryExampleTest.java"));
        String run =
                test.substring(test.indexOf("// example: begin"), test.indexOf("// example: end"));
        String method = run.substring(run.indexOf("static SyncResult"));

        assertThat(withoutSpace(blocks("README.md", "java").getFirst()))
                .contains(withoutSpace(method));
    }

    @Test
    void theSchemaExampleOfTheReadmeIsWhatHappens() throws IOException, SQLException {
        Path folder = temporary.toRealPath();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
            statement.execute("INSERT INTO note VALUES (1, 'hello'), (2, NULL)");
        }
        Path schema = folder.resolve("schema.sql");
        ProgramRun program = ProgramRun.in(folder);
        String example =
                blocks("README.md", "").stream()
                        .filter(block -> block.contains("schema sync"))
                        .findFirst()
                        .orElseThrow();
        for (Shown shown : shown(example)) {
            if (shown.command().startsWith("cat ")) {
                Files.write(schema, shown.lines());
            } else if (shown.command().startsWith("sed ")) {
                substitute(shown.command(), schema);
            } else {
                program.run(words(shown.command()).toArray(String[]::new));
                String said = program.error() + program.output();
                assertThat(said.lines().map(ReadmeTest::normal).toList())
                        .as(shown.command())
                        .containsExactlyInAnyOrderElementsOf(
                                shown.lines().stream().map(ReadmeTest::normal).toList());
            }
        }
    }

    private static void substitute(String command, Path file) throws IOException {
        Matcher parts = Pattern.compile("s/([^/]*)/([^/]*)/").matcher(command);
        assertThat(parts.find()).as(command).isTrue();
        Files.writeString(file, Files.readString(file).replace(parts.group(1), parts.group(2)));
    }

    /** Times and the names of backups differ. */
    private static String normal(String line) {
        return line.replaceAll("\\d+ ms", "N ms").replaceFirst("^backup: .*", "backup: …").strip();
    }

    @Test
    void everyCommandInADocumentCanBeParsed() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String document : documents()) {
            for (String block : blocks(document, "")) {
                block.lines()
                        .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst("^\\./", ""))
                        .filter(line -> line.startsWith("cairn "))
                        .forEach(line -> parse(line, document, wrong));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExampleOfAHelpCanBeParsed() {
        List<String> wrong = new ArrayList<>();
        everyCommand(model())
                .forEach(command ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer())
                                .map(String::strip)
                                .filter(line -> line.startsWith("cairn "))
                                .forEach(line -> parse(line, "help", wrong)));
        assertThat(wrong).isEmpty();
    }

    /** Returns the commands of the program, which are made once: they are many. */
    private CommandLine model() {
        if (model == null) {
            model = ProgramRun.in(temporary).model();
        }
        return model;
    }

    private static Stream<CommandLine> everyCommand(CommandLine root) {
        return Stream.concat(
                Stream.of(root),
                root.getSubcommands().values().stream().flatMap(ReadmeTest::everyCommand));
    }

    private void parse(String line, String place, List<String> wrong) {
        List<String> words = words(line);
        try {
            model().parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            if (!words.contains("--help") && !words.getFirst().equals("help")) {
                wrong.add(place + ": " + line + ": " + e.getMessage());
            }
        }
    }

    /** Returns the words behind the name of the program, up to a comment, pipe or redirection. */
    private static List<String> words(String command) {
        String alone = command.replaceFirst("\\s+(#|\\||<|>|&|2>).*", "");
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(alone);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words.subList(1, words.size());
    }

    @Test
    void theFilesThatTheReadmeLinksToAreThereAndInTheArchive() throws IOException {
        String archive =
                Files.readString(ROOT.resolve("distribution/src/main/assembly/distribution.xml"));
        Matcher link =
                Pattern.compile("\\]\\((?!http)([^)#]+)")
                        .matcher(Files.readString(ROOT.resolve("README.md")));
        int links = 0;
        while (link.find()) {
            String target = link.group(1);
            links++;
            assertThat(ROOT.resolve(target)).as(target).isRegularFile();
            boolean packed =
                    target.matches("docs/[^/]+\\.md")
                            ? archive.contains("docs/*.md")
                            : archive.contains("<include>" + target + "</include>");
            assertThat(packed).as(target + " is in the archive").isTrue();
        }
        assertThat(links).isGreaterThan(10);
    }

    private static List<Shown> shown(String block) {
        List<Shown> all = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                all.add(new Shown(line.substring(2), new ArrayList<>()));
            } else {
                all.getLast().lines().add(line);
            }
        }
        return all;
    }

    private static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"),
                            files.map(file -> "docs/" + file.getFileName())
                                    .filter(name -> name.endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(String document, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve(document)));
        while (matcher.find()) {
            boolean shell = matcher.group("language").matches("|sh|shell|console");
            if (language.isEmpty() ? shell : matcher.group("language").equals(language)) {
                blocks.add(matcher.group("text"));
            }
        }
        return blocks;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
