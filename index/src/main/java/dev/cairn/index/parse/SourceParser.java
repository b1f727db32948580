package dev.cairn.index.parse;

import io.github.treesitter.jtreesitter.InputEncoding;
import io.github.treesitter.jtreesitter.Parser;
import io.github.treesitter.jtreesitter.Tree;
import java.util.HashMap;
import java.util.Map;

/** Parses source texts; to be used by one thread, which closes it. */
public final class SourceParser implements AutoCloseable {

    private final Map<String, Parser> parsers = new HashMap<>();

    /** Makes a parser that has loaded nothing yet. */
    public SourceParser() {}

    /**
     * Parses a text. A text that does not follow the grammar gives a tree too, with problems in it.
     *
     * @param grammarName the name of a grammar on the class path, such as {@code java}
     */
    public SyntaxTree parse(String grammarName, String text) {
        return parse(grammarName, text, text);
    }

    /**
     * Parses another form of a text.
     *
     * @param read what is parsed
     * @param text what the tree is of; as long as {@code read}
     */
    public SyntaxTree parse(String grammarName, String read, String text) {
        if (read.length() != text.length()) {
            throw new IllegalArgumentException(
                    "the form of a text has %d characters; it must have the text's %d"
                            .formatted(read.length(), text.length()));
        }
        Grammar grammar = Grammar.of(grammarName);
        Parser parser =
                parsers.computeIfAbsent(grammarName, missing -> new Parser(grammar.language()));
        // Offsets in the tree count bytes of what was parsed: as ASCII or UTF-16 they are a fixed
        // multiple of the offsets in the string.
        boolean ascii = isAscii(read);
        try (Tree tree =
                parser.parse(read, ascii ? InputEncoding.UTF_8 : InputEncoding.UTF_16LE)
                        .orElseThrow(() -> new IllegalStateException("the parser was stopped"))) {
            return SyntaxTree.of(grammar, tree, text, ascii ? 0 : 1);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        parsers.values().forEach(Parser::close);
        parsers.clear();
    }
}
