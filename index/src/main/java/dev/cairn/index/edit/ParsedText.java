package dev.cairn.index.edit;

import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.reader.FileReading;
import dev.cairn.index.reader.FileReadings;
import dev.cairn.index.reader.ReadRequest;
import dev.cairn.index.reader.ReadingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the parser finds in a text.
 *
 * @param definitions one line each: line, kind, qualified name
 * @param syntaxErrors how many
 * @param unparsed why the text was not parsed, if its parser was ended
 */
record ParsedText(List<String> definitions, int syntaxErrors, Optional<String> unparsed) {

    static final ParsedText NOTHING = new ParsedText(List.of(), 0, Optional.empty());

    /**
     * Parses a text as a file of the tree is parsed, so that a parser which does not end, or takes
     * memory without bound, costs a process of its own.
     *
     * @param path the path of its file below the root
     */
    static ParsedText of(String path, String text, ReadingOptions options) {
        return switch (reading(path, text, options)) {
            case FileReading.Facts facts -> of(facts.facts());
            case FileReading.TextOnly rest ->
                    new ParsedText(List.of(), 0, Optional.of(rest.reason()));
            case FileReading.Known _, FileReading.NameOnly _, FileReading.Unreadable _ -> NOTHING;
        };
    }

    private static FileReading reading(String path, String text, ReadingOptions options) {
        try {
            Path file = Files.createTempFile("cairn-edit", ".txt");
            try {
                byte[] content = text.getBytes(StandardCharsets.UTF_8);
                Files.write(file, content);
                long bytes = content.length;
                ReadRequest request = new ReadRequest(path, file.toString(), "", bytes, bytes);
                try (FileReadings readings = FileReadings.of(List.of(request), options)) {
                    return readings.next();
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw EditException.failed("cannot parse the text of '%s': %s".formatted(path, e), e);
        }
    }

    private static ParsedText of(SourceFacts facts) {
        return new ParsedText(
                facts.definitions().stream()
                        .map(definition ->
                                "%d %s %s"
                                        .formatted(
                                                definition.line(),
                                                definition.kind().id(),
                                                definition.qualifiedName()))
                        .toList(),
                facts.problems().size(),
                Optional.empty());
    }
}
