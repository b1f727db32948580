package dev.cairn.index.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.ImportedName;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.extract.SymbolUse;
import dev.cairn.index.extract.TextChunk;
import dev.cairn.index.extract.UsePlaces;
import dev.cairn.index.parse.SyntaxProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Extracts real source files and compares the facts with files next to them, and the table of kinds
 * in the documents with what was extracted. After a change that is meant, {@code
 * -Dcairn.golden=renew} writes both again; what has changed is then for a person to judge.
 */
class GoldenFactsTest {

    private static final Path RESOURCES = Path.of("src/test/resources/dev/cairn/index/language");
    private static final Path TABLE = Path.of("../docs/languages.md");
    private static final boolean RENEW = "renew".equals(System.getProperty("cairn.golden"));

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString())
                    .filter(file -> !file.endsWith(".facts"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void factsAreThoseThatWereJudgedRight(String file) throws IOException {
        String facts = write(facts(file));
        Path expected = RESOURCES.resolve(file + ".facts");
        if (RENEW) {
            Files.writeString(expected, facts);
        }
        assertThat(facts).isEqualTo(Files.readString(expected));
    }

    @Test
    void theDocumentHasAnExampleOfEachKind() throws IOException {
        StringBuilder table = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (String file : files()) {
            String text = Files.readString(RESOURCES.resolve(file));
            String language = Languages.of(file, text).id();
            for (Definition definition : facts(file).definitions()) {
                if (seen.add(language + definition.kind())) {
                    table.append(
                            "| %s | %s | `%s` | `%s` |%n"
                                    .formatted(
                                            language,
                                            definition.kind().id(),
                                            line(text, definition.line()),
                                            definition.qualifiedName().replace("|", "")));
                }
            }
        }
        String document = Files.readString(TABLE);
        int start = document.indexOf("| language | kind |");
        String head = document.substring(0, document.indexOf('\n', start) + 1);
        String rule = "|---|---|---|---|\n";
        int end = document.indexOf("\n\n", start) + 1;
        String renewed = head + rule + table + document.substring(end);
        if (RENEW) {
            Files.writeString(TABLE, renewed);
        }
        assertThat(Files.readString(TABLE)).isEqualTo(renewed);
    }

    private static String line(String text, int number) {
        String line = text.lines().skip(number - 1L).findFirst().orElse("").strip();
        return line.replace("|", "/").replace("`", "'");
    }

    private static SourceFacts facts(String file) throws IOException {
        String text = Files.readString(RESOURCES.resolve(file));
        String path = "src/shop/" + file.substring(file.lastIndexOf('/') + 1);
        try (Extractor extractor = new Extractor()) {
            return extractor.extract(Languages.of(path, text), path, text);
        }
    }

    private static String write(SourceFacts facts) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add("lines " + facts.lines());
        facts.docstring().ifPresent(doc -> text.add("file says " + quoted(doc)));
        for (SyntaxProblem problem : facts.problems()) {
            text.add(
                    "problem " + problem.line() + ":" + problem.column() + " " + problem.message());
        }
        for (ImportedName imported : facts.imports()) {
            text.add(write(imported));
        }
        for (Definition definition : facts.definitions()) {
            write(definition, text);
        }
        for (SymbolUse symbol : facts.symbols()) {
            text.add(write(symbol, facts));
        }
        for (TextChunk chunk : facts.chunks()) {
            String owner =
                    chunk.definition() < 0
                            ? "file"
                            : facts.definitions().get(chunk.definition()).qualifiedName();
            text.add(
                    "text of "
                            + owner
                            + " from line "
                            + chunk.line()
                            + " "
                            + quoted(chunk.content()));
        }
        return text.toString();
    }

    private static String write(SymbolUse symbol, SourceFacts facts) {
        StringJoiner places = new StringJoiner(", ");
        for (UsePlaces.Place place : symbol.places().all()) {
            String around =
                    place.definition() < 0
                            ? ""
                            : " in " + facts.definitions().get(place.definition()).name();
            places.add(place.line() + ":" + place.column() + around);
        }
        String receiver = symbol.receiver().isEmpty() ? "" : symbol.receiver() + " . ";
        return symbol.kind().name().toLowerCase(Locale.ROOT)
                + " "
                + receiver
                + symbol.name()
                + " at "
                + places;
    }

    private static String write(ImportedName imported) {
        return "import %s %s%s%s line %d"
                .formatted(
                        imported.kind().id(),
                        quoted(imported.module()),
                        imported.name().map(name -> " name " + name).orElse(""),
                        imported.alias().map(alias -> " as " + alias).orElse(""),
                        imported.line());
    }

    private static void write(Definition definition, StringJoiner text) {
        text.add(
                "%s %s %d:%d-%d%s%s"
                        .formatted(
                                definition.kind().id(),
                                definition.qualifiedName(),
                                definition.line(),
                                definition.column(),
                                definition.endLine(),
                                definition.exported() ? " exported" : "",
                                definition.parent() < 0 ? "" : " in " + definition.parent()));
        text.add("    " + definition.signature());
        definition
                .decorators()
                .forEach(decorator -> text.add("    decorated " + quoted(decorator)));
        definition.docstring().ifPresent(doc -> text.add("    says " + quoted(doc)));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\n", "\\n") + '"';
    }
}
