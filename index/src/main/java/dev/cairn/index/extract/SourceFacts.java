package dev.cairn.index.extract;

import dev.cairn.index.parse.Lines;
import dev.cairn.index.parse.SyntaxProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the index keeps of one file.
 *
 * @param lines the number of lines
 * @param docstring what the file says about itself
 * @param definitions in the order of the text; one around another stands before it
 * @param imports in the order of the text
 * @param symbols the names that are used, in the order of their first use
 * @param chunks the text, every character but those of docstrings in exactly one chunk
 * @param problems where the text does not follow the grammar
 * @param text the whole text
 */
public record SourceFacts(
        int lines,
        Optional<String> docstring,
        List<Definition> definitions,
        List<ImportedName> imports,
        List<SymbolUse> symbols,
        List<TextChunk> chunks,
        List<SyntaxProblem> problems,
        String text) {

    public SourceFacts {
        definitions = List.copyOf(definitions);
        imports = List.copyOf(imports);
        symbols = List.copyOf(symbols);
        chunks = List.copyOf(chunks);
        problems = List.copyOf(problems);
    }

    /**
     * Returns the text of each definition by which its meaning is found, for those that have one.
     */
    public List<Optional<DefinitionText>> texts() {
        String[] contents = new String[definitions.size()];
        Arrays.fill(contents, "");
        for (TextChunk chunk : chunks) {
            if (chunk.definition() >= 0) {
                contents[chunk.definition()] = chunk.content();
            }
        }
        List<Optional<DefinitionText>> texts = new ArrayList<>();
        for (int i = 0; i < contents.length; i++) {
            Definition definition = definitions.get(i);
            texts.add(
                    DefinitionText.of(
                            definition.kind(),
                            definition.signature(),
                            definition.docstring(),
                            contents[i]));
        }
        return texts;
    }

    /** Returns what is kept of a file that is not parsed. */
    public static SourceFacts ofTextAlone(String text) {
        return new SourceFacts(
                Lines.count(text),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                text.isBlank() ? List.of() : List.of(new TextChunk(-1, 1, text)),
                List.of(),
                text);
    }
}
