package dev.cairn.index.parse;

import io.github.treesitter.jtreesitter.Node;
import io.github.treesitter.jtreesitter.Tree;
import io.github.treesitter.jtreesitter.TreeCursor;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A parsed text as plain values: the nodes of its tree in the order in which the text has them, one
 * around another first. Offsets count UTF-16 units of the text from 0.
 *
 * <p>The tree is read once with a cursor, because each question to the native tree costs more than
 * reading an array, and values need no closing.
 */
public final class SyntaxTree {

    private static final long NODE_BYTES = 64;

    private final Grammar grammar;
    private final String text;
    private final Lines lines;
    private final boolean hasError;
    private short[] symbols;
    private short[] fields;
    private int[] starts;
    private int[] ends;
    private int[] parents;
    private int[] subtreeEnds;
    private final List<SyntaxProblem> problems = new ArrayList<>();
    private int size;

    private SyntaxTree(Grammar grammar, String text, int capacity, boolean hasError) {
        this.grammar = grammar;
        this.text = text;
        this.lines = Lines.of(text);
        this.hasError = hasError;
        this.symbols = new short[capacity];
        this.fields = new short[capacity];
        this.starts = new int[capacity];
        this.ends = new int[capacity];
        this.parents = new int[capacity];
        this.subtreeEnds = new int[capacity];
    }

    /** Returns a text without a grammar, which has no nodes. */
    public static SyntaxTree ofText(String text) {
        return new SyntaxTree(Grammar.NONE, text, 1, false);
    }

    static SyntaxTree of(Grammar grammar, Tree tree, String text, int offsetShift) {
        Node root = tree.getRootNode();
        SyntaxTree read =
                new SyntaxTree(
                        grammar, text, Math.max(1, root.getDescendantCount()), root.hasError());
        try (Arena arena = Arena.ofConfined();
                TreeCursor cursor = tree.walk()) {
            // Each node is read before the next one takes its memory.
            read.readAll(
                    cursor,
                    SegmentAllocator.prefixAllocator(arena.allocate(NODE_BYTES, 8)),
                    offsetShift);
        }
        return read;
    }

    private void readAll(TreeCursor cursor, SegmentAllocator memory, int offsetShift) {
        int parent = -1;
        while (true) {
            int node = read(cursor, memory, offsetShift, parent);
            if (cursor.gotoFirstChild()) {
                parent = node;
                continue;
            }
            subtreeEnds[node] = size;
            while (!cursor.gotoNextSibling()) {
                if (parent < 0 || !cursor.gotoParent()) {
                    return;
                }
                subtreeEnds[parent] = size;
                parent = parents[parent];
            }
        }
    }

    private int read(TreeCursor cursor, SegmentAllocator memory, int offsetShift, int parent) {
        if (size == symbols.length) {
            grow();
        }
        int index = size++;
        Node node = cursor.getCurrentNode(memory);
        symbols[index] = node.getSymbol();
        fields[index] = cursor.getCurrentFieldId();
        starts[index] = node.getStartByte() >> offsetShift;
        ends[index] = node.getEndByte() >> offsetShift;
        parents[index] = parent;
        if (hasError && (node.isMissing() || node.isError())) {
            problems.add(problem(node, index));
        }
        return index;
    }

    private void grow() {
        int capacity = symbols.length + symbols.length / 2 + 16;
        symbols = Arrays.copyOf(symbols, capacity);
        fields = Arrays.copyOf(fields, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        parents = Arrays.copyOf(parents, capacity);
        subtreeEnds = Arrays.copyOf(subtreeEnds, capacity);
    }

    private SyntaxProblem problem(Node node, int index) {
        String message =
                node.isMissing()
                        ? "'" + grammar.type(symbols[index]) + "' is missing"
                        : "unexpected '" + excerpt(starts[index], ends[index]) + "'";
        return new SyntaxProblem(lines.line(starts[index]), lines.column(starts[index]), message);
    }

    private String excerpt(int start, int end) {
        String excerpt = text.substring(start, Math.min(end, start + 40));
        return excerpt.strip().lines().findFirst().orElse("");
    }

    /** Returns the text. */
    public String text() {
        return text;
    }

    /** Returns where the lines of the text are. */
    public Lines lines() {
        return lines;
    }

    /** Returns the number of nodes. */
    public int size() {
        return size;
    }

    /** Returns a node by its place in the order of the text; 0 is the root. */
    public SyntaxNode node(int index) {
        return new SyntaxNode(this, index);
    }

    /** Returns the places where the text does not follow the grammar, in the order of the text. */
    public List<SyntaxProblem> problems() {
        return List.copyOf(problems);
    }

    /** Returns whether a node is more than a keyword or punctuation. */
    public boolean isNamed(int index) {
        return grammar.isNamed(symbols[index]);
    }

    String type(int index) {
        return grammar.type(symbols[index]);
    }

    String field(int index) {
        return grammar.field(fields[index]);
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    int parent(int index) {
        return parents[index];
    }

    int subtreeEnd(int index) {
        return subtreeEnds[index];
    }
}
