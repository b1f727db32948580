package dev.cairn.benchmarks;

import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import dev.cairn.index.scan.SourceText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the definitions that Cairn extracts from the files of a folder, to compare them with other
 * programs ({@code src/main/accuracy}): language, path, line, kind and name, with tabs between
 * them; the kind {@code PROBLEM} stands for a place that the grammar does not understand.
 */
final class DefinitionList {

    private final PrintStream out;

    private DefinitionList(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        try (Stream<Path> walk = Files.walk(root);
                Extractor extractor = new Extractor()) {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            DefinitionList list = new DefinitionList(out);
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                list.write(extractor, root, file);
            }
            out.flush();
        }
    }

    private void write(Extractor extractor, Path root, Path file) throws IOException {
        if (!(SourceText.read(file) instanceof SourceText.Text text)) {
            return;
        }
        String path = root.relativize(file).toString();
        Language language = Languages.of(path, text.text());
        if (!language.isParsed() || language.id().equals("markdown")) {
            return;
        }
        SourceFacts facts = extractor.extract(language, path, text.text());
        line(language, path, 0, "FILE", "");
        for (Definition definition : facts.definitions()) {
            line(language, path, definition.line(), definition.kind().id(), definition.name());
        }
        facts.problems().stream()
                .limit(1)
                .forEach(problem -> line(language, path, problem.line(), "PROBLEM", ""));
    }

    private void line(Language language, String path, int line, String kind, String name) {
        out.println(String.join("\t", language.id(), path, "" + line, kind, name));
    }
}
