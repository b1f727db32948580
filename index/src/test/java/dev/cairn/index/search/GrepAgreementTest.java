package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.query.SearchMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts and patterns find the same files and lines as the system's grep, in this module's sources.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrepAgreementTest {

    private static final int QUERIES = Rounds.of(12, 100, 400);

    private CodeDatabase database;
    private Path root;
    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    void indexOwnSources(@TempDir Path folder) throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("tree"));
        Path sources = Path.of("src").toAbsolutePath();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(GrepAgreementTest::isText).sorted().toList()) {
                Path copy = root.resolve(sources.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                lines.addAll(Files.readAllLines(file));
            }
        }
        Files.writeString(root.resolve("ends.txt"), "Größe im Maß\nlast line\r\n\nno line end");
        lines.addAll(List.of("Größe im Maß", "no line end"));
        database = IndexDatabase.open(folder.resolve("db"));
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private static boolean isText(Path file) {
        return Files.isRegularFile(file) && !file.toString().matches(".*\\.(scip|gz)");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void textsOfAnyCharacters() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < QUERIES; i++) {
            String text = piece(random, 1 + random.nextInt(14));
            boolean caseSensitive = random.nextBoolean();
            assertThat(found(text, SearchMode.TEXT, caseSensitive))
                    .as("'%s', case %s", text, caseSensitive)
                    .isEqualTo(grep(caseSensitive ? "-F" : "-Fi", text));
        }
    }

    @Test
    void patterns() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < QUERIES; i++) {
            String pattern = pattern(random);
            boolean caseSensitive = random.nextBoolean();
            assertThat(found(pattern, SearchMode.REGEX, caseSensitive))
                    .as("/%s/, case %s", pattern, caseSensitive)
                    .isEqualTo(grep(caseSensitive ? "-E" : "-Ei", pattern));
        }
    }

    private String piece(Random random, int length) {
        while (true) {
            String line = lines.get(random.nextInt(lines.size()));
            if (line.strip().length() > length) {
                int start = random.nextInt(line.length() - length + 1);
                String piece = line.substring(start, start + length);
                if (piece.equals(piece.strip())) {
                    return piece;
                }
            }
        }
    }

    private String pattern(Random random) {
        String one = quoted(piece(random, 3 + random.nextInt(5)));
        String two = quoted(piece(random, 2 + random.nextInt(4)));
        return switch (random.nextInt(9)) {
            case 0 -> one + ".*" + two;
            case 1 -> "^ *" + one;
            case 2 -> one + "$";
            case 3 -> one + "|" + two;
            case 4 -> "(" + one + "|" + two + ")[a-z]+";
            case 5 -> one + "[^a-z]?";
            case 6 -> "\\b" + piece(random, 1 + random.nextInt(4)).replaceAll("\\W", "") + "\\b";
            case 7 -> "[A-Z][a-z]{3,5}" + two + "*";
            default -> one + "x{0}";
        };
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\\\.\\[\\](){}*+?|^$/]", "\\\\$0");
    }

    private Set<String> found(String query, SearchMode mode, boolean caseSensitive) {
        Set<String> found = new TreeSet<>();
        SearchRequest request =
                new SearchRequest(
                        query,
                        mode,
                        List.of(),
                        caseSensitive,
                        SearchRequest.Page.FIRST.withLimit(1000));
        CodeSearch search = new CodeSearch(database, AnswerFreshness.NONE);
        while (true) {
            SearchAnswer answer = search.search(request, () -> false);
            answer.hits().forEach(hit -> found.add(hit.path() + ":" + hit.line()));
            if (answer.cursor().isEmpty()) {
                assertThat(answer.total().count()).as(query).isEqualTo(found.size());
                return found;
            }
            request = request.with(request.page().at(answer.cursor().get()));
        }
    }

    private Set<String> grep(String options, String pattern) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "grep", "-rn", "--exclude-dir=.cairn", options, "-e", pattern, ".")
                        .directory(root.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        // RE2's \b knows the letters of ASCII alone, as grep's does in the C locale.
        builder.environment().put("LC_ALL", pattern.startsWith("\\b") ? "C" : "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Set<String> found = new TreeSet<>();
        output.lines()
                .filter(line -> line.startsWith("./"))
                .forEach(line ->
                        found.add(line.substring(2, line.indexOf(':', line.indexOf(':') + 1))));
        return found;
    }
}
