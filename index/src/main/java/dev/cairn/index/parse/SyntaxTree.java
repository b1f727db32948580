package dev.cairn.index.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * A parsed text as plain values: the nodes of its tree in the order in which the text has them, one
 * around another first. Offsets count UTF-16 units of the text from 0.
 */
public final class SyntaxTree {

    private final Grammar grammar;
    private final String text;
    private final Lines lines;
    private final NodeArrays nodes;
    private final List<SyntaxProblem> problems = new ArrayList<>();

    private SyntaxTree(Grammar grammar, String text, NodeArrays nodes) {
        this.grammar = grammar;
        this.text = text;
        this.lines = Lines.of(text);
        this.nodes = nodes;
    }

    /** Returns a text without a grammar, which has no nodes. */
    public static SyntaxTree ofText(String text) {
        return new SyntaxTree(Grammar.NONE, text, NodeArrays.NONE);
    }

    static SyntaxTree of(Grammar grammar, String text, NodeArrays nodes) {
        SyntaxTree tree = new SyntaxTree(grammar, text, nodes);
        for (int index = 0; index < nodes.size; index++) {
            if (nodes.flags[index] != 0) {
                tree.problems.add(tree.problem(index));
            }
        }
        return tree;
    }

    private SyntaxProblem problem(int index) {
        int start = start(index);
        String message =
                (nodes.flags[index] & NodeArrays.MISSING) != 0
                        ? "'" + type(index) + "' is missing"
                        : "unexpected '" + excerpt(start, end(index)) + "'";
        return new SyntaxProblem(lines.line(start), lines.column(start), message);
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
        return nodes.size;
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
        return grammar.isNamed(nodes.symbols[index]);
    }

    String type(int index) {
        return grammar.type(nodes.symbols[index]);
    }

    String field(int index) {
        return grammar.field(nodes.fields[index]);
    }

    int start(int index) {
        return nodes.starts[index];
    }

    int end(int index) {
        return nodes.ends[index];
    }

    int parent(int index) {
        return nodes.parents[index];
    }

    int subtreeEnd(int index) {
        return nodes.subtreeEnds[index];
    }
}
