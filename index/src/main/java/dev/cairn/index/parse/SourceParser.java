package dev.cairn.index.parse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Parses source texts; to be used by one thread, which closes it. */
public final class SourceParser implements AutoCloseable {

    private static final int UTF_8 = 0;
    private static final int UTF_16 = 1;

    private final Map<String, Long> parsers = new HashMap<>();

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
        long parser =
                parsers.computeIfAbsent(
                        grammarName, missing -> TreeSitter.newParser(grammar.address()));
        return SyntaxTree.of(grammar, text, nodes(parser, read));
    }

    private static NodeArrays nodes(long parser, String read) {
        // Offsets in the tree count bytes of what was parsed: as ASCII or UTF-16 they are a fixed
        // multiple of the offsets in the string.
        boolean ascii = isAscii(read);
        byte[] bytes =
                read.getBytes(ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
            long tree = TreeSitter.parse(parser, text, bytes.length, ascii ? UTF_8 : UTF_16);
            if (tree == 0) {
                throw new IllegalStateException("the parser was stopped");
            }
            try {
                return NodeArrays.read(tree, ascii ? 0 : 1);
            } finally {
                TreeSitter.deleteTree(tree);
            }
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
        parsers.values().forEach(TreeSitter::deleteParser);
        parsers.clear();
    }
}
