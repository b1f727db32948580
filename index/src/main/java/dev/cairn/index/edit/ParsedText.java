package dev.cairn.index.edit;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import java.util.List;

/**
 * What the parser finds in a text.
 *
 * @param definitions one line each: line, kind, qualified name
 * @param syntaxErrors how many
 */
record ParsedText(List<String> definitions, int syntaxErrors) {

    static final ParsedText NOTHING = new ParsedText(List.of(), 0);

    static ParsedText of(String path, String text) {
        try (Extractor extractor = new Extractor()) {
            SourceFacts facts = extractor.extract(Languages.of(path, text), path, text);
            return new ParsedText(
                    facts.definitions().stream()
                            .map(definition ->
                                    "%d %s %s"
                                            .formatted(
                                                    definition.line(),
                                                    definition.kind().id(),
                                                    definition.qualifiedName()))
                            .toList(),
                    facts.problems().size());
        }
    }
}
