package dev.cairn.index.extract;

import dev.cairn.index.parse.SourceParser;
import dev.cairn.index.parse.SyntaxTree;

/**
 * Extracts from one text after the other what the index keeps of it: the same text gives the same
 * facts. To be used by one thread, which closes it.
 */
public final class Extractor implements AutoCloseable {

    /**
     * Counts the ways in which facts have been extracted so far. Facts from another version are
     * extracted again though the text has not changed.
     */
    public static final int VERSION = 4;

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
        if (!language.isParsed()) {
            return SourceFacts.ofTextAlone(text);
        }
        SyntaxTree tree =
                language.grammar()
                        .map(grammar -> parse(language, grammar, text))
                        .orElseGet(() -> SyntaxTree.ofText(text));
        return new FileFacts(language, path, tree).facts();
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
