package dev.cairn.index.parse;

import io.github.treesitter.jtreesitter.Node;
import io.github.treesitter.jtreesitter.Query;
import io.github.treesitter.jtreesitter.QueryCursor;
import io.github.treesitter.jtreesitter.QueryMatch;
import io.github.treesitter.jtreesitter.Tree;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A parsed text: its tree, and where its nodes stand. Offsets count UTF-16 units of the text from
 * 0. To be used by one thread; nodes must not be used after it is closed.
 */
public final class ParsedSource implements AutoCloseable {

    private final Grammar grammar;
    private final Tree tree;
    private final String text;
    private final int offsetShift;
    private final Lines lines;
    // The cursor's own memory would be gone with the cursor, and the nodes with it.
    private final Arena nodes = Arena.ofConfined();

    ParsedSource(Grammar grammar, Tree tree, String text, int offsetShift) {
        this.grammar = grammar;
        this.tree = tree;
        this.text = text;
        this.offsetShift = offsetShift;
        this.lines = Lines.of(text);
    }

    /** Returns the text. */
    public String text() {
        return text;
    }

    /** Returns where the lines of the text are. */
    public Lines lines() {
        return lines;
    }

    /** Returns the root of the tree. */
    public Node root() {
        return tree.getRootNode();
    }

    /** Returns the offset at which a node begins. */
    public int start(Node node) {
        return node.getStartByte() >> offsetShift;
    }

    /** Returns the offset behind a node. */
    public int end(Node node) {
        return node.getEndByte() >> offsetShift;
    }

    /** Returns the text of a node. */
    public String text(Node node) {
        return text.substring(start(node), end(node));
    }

    /** Calls back for each match of the language's query, roughly in the order of the text. */
    public void forEachMatch(Consumer<QueryMatch> visitor) {
        matches(grammar.outline(), visitor);
    }

    /**
     * Returns the places where the text does not follow the grammar.
     *
     * @param limit how many at most
     */
    public List<SyntaxProblem> problems(int limit) {
        List<SyntaxProblem> found = new ArrayList<>();
        if (root().hasError()) {
            matches(
                    grammar.problems(),
                    match -> {
                        if (found.size() < limit) {
                            found.add(problem(match.captures().getFirst().node()));
                        }
                    });
        }
        return found;
    }

    private SyntaxProblem problem(Node node) {
        int start = start(node);
        String message =
                node.isMissing()
                        ? "'" + node.getType() + "' is missing"
                        : "unexpected '" + excerpt(node) + "'";
        return new SyntaxProblem(lines.line(start), lines.column(start), message);
    }

    private String excerpt(Node node) {
        int start = start(node);
        int end = Math.min(end(node), start + 40);
        return text.substring(start, end).strip().lines().findFirst().orElse("");
    }

    private void matches(Query query, Consumer<QueryMatch> visitor) {
        try (QueryCursor cursor = new QueryCursor(query)) {
            cursor.findMatches(root(), nodes, new QueryCursor.Options()).forEach(visitor);
        }
    }

    @Override
    public void close() {
        nodes.close();
        tree.close();
    }
}
