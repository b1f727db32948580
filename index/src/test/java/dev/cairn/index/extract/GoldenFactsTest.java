package dev.cairn.index.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.language.Languages;
import dev.cairn.index.parse.SyntaxProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Extracts real source files and compares the facts with files beside them. After a change that is
 * meant, {@code -Dcairn.golden=renew} writes those files anew; what has changed is then for a
 * person to judge.
 */
class GoldenFactsTest {

    private static final Path RESOURCES = Path.of("src/test/resources/dev/cairn/index/extract");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Shapes.java",
                "service.py",
                "widget.ts",
                "Panel.tsx",
                "store.js",
                "server.go",
                "Broken.java",
                "broken.py"
            })
    void factsAreThoseThatWereJudgedRight(String file) throws IOException {
        String path = "src/shop/" + file;
        String facts;
        try (Extractor extractor = new Extractor()) {
            facts = write(extractor.extract(Languages.of(path), path, resource(file)));
        }
        if ("renew".equals(System.getProperty("cairn.golden"))) {
            Files.writeString(RESOURCES.resolve(file + ".facts"), facts);
        }
        assertThat(facts).isEqualTo(resource(file + ".facts"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GoldenFactsTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
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
        for (SymbolUse.Place place : symbol.places()) {
            String around =
                    place.definition() < 0
                            ? ""
                            : " in " + facts.definitions().get(place.definition()).name();
            places.add(place.line() + ":" + place.column() + around);
        }
        String receiver = symbol.receiver().isEmpty() ? "" : symbol.receiver() + " . ";
        return symbol.kind().name().toLowerCase(Locale.ROOT)
                + " " + receiver + symbol.name() + " at " + places;
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
