package dev.cairn.index.extract;

import dev.cairn.index.parse.SourceParser;
import dev.cairn.index.parse.SyntaxTree;
import java.util.List;

/**
 * Extracts from one text after the other what the index keeps of it: the same text gives the same
 * facts. To be used by one thread, which closes it.
 */
public final class Extractor implements AutoCloseable {

    /**
     * Counts the ways in which facts have been extracted so far. It must grow when the same text
     * gives other facts: all files are then extracted again. A new language needs no new version.
     */
    public static final int VERSION = 6;

    private final SourceParser parser = new SourceParser();

    /** Makes an extractor. */
    public Extractor() {}

    /**
     * Extracts the facts of a text.
     *
     * @param language the language of the text; of one that is not parsed only the text is kept
     * @param path the path of the file below the root, with {@code /} between the names
     */
    public SourceFacts extract(Language language, String path, String text) {
        return language.isParsed()
                ? new FileFacts(language, path, tree(language, text)).facts()
                : SourceFacts.ofTextAlone(text);
    }

    /**
     * Returns where the definitions and names of a text are; none in a language that is not parsed.
     * The parameters are those of {@link #extract}.
     */
    public PlacedNames places(Language language, String path, String text) {
        return language.isParsed()
                ? new FileFacts(language, path, tree(language, text)).places()
                : new PlacedNames(List.of(), List.of(), List.of());
    }

    private SyntaxTree tree(Language language, String text) {
        return language.grammar()
                .map(grammar -> parse(language, grammar, text))
                .orElseGet(() -> SyntaxTree.ofText(text));
    }

    private SyntaxTree parse(Language language, String grammar, String text) {
        SyntaxTree tree = parser.parse(grammar, text);
        if (tree.problems().isEmpty()) {
            return tree;
        }
        return language.plainer(text)
                .filter(plainer -> !plainer.equals(text))
                .map(plainer -> parser.parse(grammar, plainer, text))
                .filter(other -> other.problems().size() < tree.problems().size())
                .orElse(tree);
    }

    @Override
    public void close() {
        parser.close();
    }
}
