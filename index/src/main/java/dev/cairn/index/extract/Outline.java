package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.Lines;
import dev.cairn.index.parse.SyntaxNode;
import dev.cairn.index.parse.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a language finds in one text: it is filled while the nodes of the tree are visited. */
public final class Outline {

    private final String path;
    private final SyntaxTree tree;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<Integer, Integer> byNameStart = new HashMap<>();
    private final Comments comments;
    private final Comments decorations;
    private final TreeMap<Integer, List<ImportedName>> imports = new TreeMap<>();
    private final Uses uses = new Uses();
    private final Set<String> exports = new HashSet<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Open> opened = new ArrayList<>();
    private int skipTo;
    private String scope = "";
    private Optional<Integer> scopeStart = Optional.empty();

    /** A definition whose nodes are being visited. */
    private record Open(int candidate, int subtreeEnd) {}

    private Outline(String path, SyntaxTree tree) {
        this.path = path;
        this.tree = tree;
        this.comments = new Comments(tree.text());
        this.decorations = new Comments(tree.text());
    }

    static Outline of(Language language, String path, SyntaxTree tree) {
        Outline outline = new Outline(path, tree);
        if (tree.size() == 0) {
            language.read(outline);
        }
        outline.visitAll(language);
        return outline;
    }

    private void visitAll(Language language) {
        for (int index = 0; index < tree.size(); index = Math.max(index + 1, skipTo)) {
            while (!open.isEmpty() && index >= open.element().subtreeEnd) {
                open.pop();
            }
            if (tree.isNamed(index)) {
                SyntaxNode node = tree.node(index);
                if (language.isComment(node)) {
                    addComment(node);
                    skipTo = node.subtreeEnd();
                } else {
                    language.visit(node, this);
                    opened.forEach(open::push);
                    opened.clear();
                }
            }
        }
    }

    /** Some grammars count the line break behind a comment as part of it. */
    private void addComment(SyntaxNode node) {
        int end = node.end();
        while (end > node.start() && Character.isWhitespace(text().charAt(end - 1))) {
            end--;
        }
        comments.add(new Span(node.start(), end));
    }

    /** Returns the path of the file below the root, with {@code /} between the names. */
    public String path() {
        return path;
    }

    /** Returns the text. */
    public String text() {
        return tree.text();
    }

    /** Returns where the lines of the text are. */
    public Lines lines() {
        return tree.lines();
    }

    /** Returns the root of the tree; empty if the text has no tree. */
    public Optional<SyntaxNode> root() {
        return tree.size() == 0 ? Optional.empty() : Optional.of(tree.node(0));
    }

    /** Passes over everything inside of a node, and the siblings before another offset. */
    public void skip(SyntaxNode node) {
        for (int index = node.index(); index < node.subtreeEnd(); index++) {
            SyntaxNode inside = tree.node(index);
            if (inside.type().endsWith("comment")) {
                addComment(inside);
            }
        }
        skipTo = node.subtreeEnd();
    }

    /** Sets the qualifier of all names in the file. */
    public void scope(String name, SyntaxNode declaration) {
        if (scopeStart.isEmpty()) {
            scope = name;
            scopeStart = Optional.of(declaration.start());
        }
    }

    /** Returns what the file says its names belong to; empty if it says nothing. */
    public String scope() {
        return scope;
    }

    /** Returns the offset of the declaration that gives the scope. */
    public Optional<Integer> scopeStart() {
        return scopeStart;
    }

    /** Adds a definition; the first one of a name at an offset is the one that counts. */
    public void define(DefinitionKind kind, SyntaxNode name, SyntaxNode node) {
        define(kind, name, unquoted(name.text()), node, node, null);
    }

    /**
     * Adds a definition.
     *
     * @param outer the node around it that belongs to it too
     */
    public void define(DefinitionKind kind, SyntaxNode name, SyntaxNode node, SyntaxNode outer) {
        define(kind, name, unquoted(name.text()), node, outer, null);
    }

    /**
     * Adds a definition.
     *
     * @param at the node of the name
     * @param name the name
     * @param node the definition
     * @param outer the node around it that belongs to it too
     * @param receiver the type that it is a member of although it stands outside of it
     */
    public void define(
            DefinitionKind kind,
            SyntaxNode at,
            String name,
            SyntaxNode node,
            SyntaxNode outer,
            @Nullable String receiver) {
        define(kind, at.start(), name, node, outer, receiver, outer.end());
    }

    /**
     * Adds a definition that ends before its node does.
     *
     * @param nameStart the offset of the name
     * @param end the offset behind it
     */
    public void define(
            DefinitionKind kind,
            int nameStart,
            String name,
            SyntaxNode node,
            SyntaxNode outer,
            @Nullable String receiver,
            int end) {
        if (name.isEmpty() || byNameStart.putIfAbsent(nameStart, candidates.size()) != null) {
            return;
        }
        uses.leaveOut(nameStart);
        opened.add(new Open(candidates.size(), node.subtreeEnd()));
        candidates.add(
                new Candidate(
                        node,
                        outer,
                        name,
                        nameStart,
                        kind,
                        outer.start(),
                        Math.max(end, outer.start()),
                        receiver,
                        around()));
    }

    /**
     * Adds a definition of a text that has no tree.
     *
     * @param parent the number of the definition around it in the order in which they were added,
     *     or -1
     */
    public void defineText(
            DefinitionKind kind, int nameStart, String name, int start, int end, int parent) {
        SyntaxNode none = tree.node(0);
        candidates.add(new Candidate(none, none, name, nameStart, kind, start, end, null, parent));
    }

    /** Adds a definition that belongs to what the definition around it belongs to. */
    public void defineBesideAround(DefinitionKind kind, SyntaxNode name, SyntaxNode node) {
        if (open.isEmpty()) {
            define(kind, name, node);
            return;
        }
        Open inner = open.pop();
        define(kind, name, node);
        open.push(inner);
    }

    /** Returns the kind of the definition around what is visited. */
    public Optional<DefinitionKind> aroundKind() {
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(open.element().candidate).kind());
    }

    /** Returns the name of the definition around what is visited. */
    public Optional<String> aroundName() {
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(open.element().candidate).name());
    }

    private int around() {
        return open.isEmpty() ? -1 : open.element().candidate;
    }

    /** Adds an import. */
    public void imported(
            ImportKind kind,
            String module,
            @Nullable String name,
            @Nullable String alias,
            SyntaxNode at) {
        imports.computeIfAbsent(at.start(), missing -> new ArrayList<>())
                .add(
                        new ImportedName(
                                unquoted(module),
                                Optional.ofNullable(name).filter(some -> !some.isEmpty()),
                                Optional.ofNullable(alias).filter(some -> !some.isEmpty()),
                                kind,
                                lines().line(at.start())));
    }

    /** Adds a call of something by its name. */
    public void call(SyntaxNode name, Optional<SyntaxNode> receiver) {
        use(SymbolUse.Kind.CALL, name, receiver);
    }

    /** Adds a type that is used. */
    public void type(SyntaxNode name, Optional<SyntaxNode> receiver) {
        use(SymbolUse.Kind.TYPE, name, receiver);
    }

    /** Adds a name that is used, as nothing more special than a name. */
    public void name(SyntaxNode name, Optional<SyntaxNode> receiver) {
        use(SymbolUse.Kind.NAME, name, receiver);
    }

    private void use(SymbolUse.Kind kind, SyntaxNode name, Optional<SyntaxNode> receiver) {
        uses.add(
                name.start(),
                kind,
                name.text(),
                receiver.map(SyntaxNode::text).orElse(""),
                around());
    }

    /** Takes a name out of the uses: it is a keyword, a label, or named by something else. */
    public void leaveOut(SyntaxNode name) {
        uses.leaveOut(name.start());
    }

    /** Names a parameter or local variable of the definition around it. */
    public void local(SyntaxNode name) {
        uses.leaveOut(name.start());
        uses.local(name.text(), around());
    }

    /** Names a type parameter of the definition around it. */
    public void localType(SyntaxNode name) {
        uses.leaveOut(name.start());
        uses.localType(name.text(), around());
    }

    /** Names something that the file exports by a statement of its own. */
    public void export(String name) {
        exports.add(name);
    }

    /** Keeps a decorator that stands before the definition that it belongs to. */
    public void decoration(SyntaxNode node) {
        decorations.add(span(node));
    }

    /** Returns the decorators that were kept. */
    public Comments decorations() {
        return decorations;
    }

    /** Returns the comments that were visited so far. */
    public Comments comments() {
        return comments;
    }

    /** Returns the names that the file exports by statements of their own. */
    public Set<String> exports() {
        return exports;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<ImportedName> imports() {
        return imports.values().stream().flatMap(List::stream).toList();
    }

    List<SymbolUse> uses(int[] parents, int[] places) {
        return uses.all(parents, places, lines());
    }

    private static Span span(SyntaxNode node) {
        return new Span(node.start(), node.end());
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && "\"'`".indexOf(text.charAt(0)) >= 0;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
