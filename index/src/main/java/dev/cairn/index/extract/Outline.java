package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.ParsedSource;
import io.github.treesitter.jtreesitter.Node;
import io.github.treesitter.jtreesitter.QueryCapture;
import io.github.treesitter.jtreesitter.QueryMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the query of a language finds in one text, sorted by what the captures say it is. */
final class Outline {

    /** Stands for the file where the owner of a documentation string is asked for. */
    static final int FILE = -1;

    private static final String DEFINITION = "definition.";
    private static final String DEFAULT_EXPORT = "default-";
    private static final String IMPORT = "import.";
    private static final String REFERENCE = "reference.";

    private final ParsedSource source;
    private final LanguageRules rules;
    private final Map<Integer, Candidate> candidates = new HashMap<>();
    private final Map<Integer, Integer> patterns = new HashMap<>();
    private final Comments comments;
    private final TreeMap<Integer, ImportedName> imports = new TreeMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Set<String> exports = new HashSet<>();
    private final Map<Integer, Span> docStrings = new HashMap<>();
    private String scope = "";
    private Optional<Integer> scopeStart = Optional.empty();

    private record Reference(int start, SymbolUse.Kind kind, String name) {}

    private Outline(ParsedSource source, LanguageRules rules) {
        this.source = source;
        this.rules = rules;
        this.comments = new Comments(source.text());
    }

    static Outline of(ParsedSource source, LanguageRules rules) {
        Outline outline = new Outline(source, rules);
        source.forEachMatch(outline::add);
        return outline;
    }

    /** Returns the definitions; one around another comes before it. */
    List<Candidate> candidates() {
        return candidates.values().stream()
                .sorted(
                        Comparator.comparingInt(Candidate::start)
                                .thenComparing(Candidate::end, Comparator.reverseOrder())
                                .thenComparingInt(Candidate::nameStart))
                .toList();
    }

    List<ImportedName> imports() {
        return List.copyOf(imports.values());
    }

    Comments comments() {
        return comments;
    }

    /** Returns the names that the file exports by statements of their own. */
    Set<String> exports() {
        return exports;
    }

    /** Returns what the file says its names belong to; empty if it says nothing. */
    String scope() {
        return scope;
    }

    /** Returns the offset of the declaration that gives the scope. */
    Optional<Integer> scopeStart() {
        return scopeStart;
    }

    /** Returns the documentation string of the definition whose name is at that offset. */
    Optional<Span> docString(int nameStart) {
        return Optional.ofNullable(docStrings.get(nameStart));
    }

    /** Returns the used names; the names of definitions are no uses. */
    List<SymbolUse> symbols() {
        Map<String, SymbolUse> uses = new LinkedHashMap<>();
        for (Reference reference : references) {
            if (!candidates.containsKey(reference.start)) {
                SymbolUse use =
                        new SymbolUse(
                                reference.name,
                                reference.kind,
                                1,
                                source.lines().line(reference.start));
                uses.merge(reference.kind + reference.name, use, Outline::oneMore);
            }
        }
        return List.copyOf(uses.values());
    }

    private static SymbolUse oneMore(SymbolUse known, SymbolUse next) {
        return new SymbolUse(
                known.name(), known.kind(), known.uses() + 1, Math.min(known.line(), next.line()));
    }

    private void add(QueryMatch match) {
        List<QueryCapture> captures = match.captures();
        if (captures.size() == 1 && addSingle(captures.getFirst())) {
            return;
        }
        for (QueryCapture capture : captures) {
            String name = capture.name();
            if (name.startsWith(DEFINITION)) {
                addDefinition(match, capture.node(), name.substring(DEFINITION.length()));
            } else if (name.startsWith(IMPORT)) {
                addImport(match, capture.node(), name.substring(IMPORT.length()));
            }
        }
        addOthers(match);
    }

    /** References and comments are most of what is found, and have one capture. */
    private boolean addSingle(QueryCapture capture) {
        String name = capture.name();
        if (name.startsWith(REFERENCE)) {
            addReference(capture.node(), name.substring(REFERENCE.length()));
            return true;
        }
        if (name.equals("comment")) {
            comments.add(span(capture.node()));
            return true;
        }
        return false;
    }

    private void addReference(Node node, String kind) {
        String name = source.text(node);
        if (kind.equals("qualifier")) {
            if (Character.isUpperCase(name.codePointAt(0))) {
                references.add(new Reference(source.start(node), SymbolUse.Kind.TYPE, name));
            }
        } else {
            SymbolUse.Kind use = SymbolUse.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            references.add(new Reference(source.start(node), use, name));
        }
    }

    private void addDefinition(QueryMatch match, Node node, String kind) {
        boolean unnamed = kind.startsWith(DEFAULT_EXPORT);
        Node nameNode = unnamed ? node : first(match, "name");
        if (nameNode == null) {
            return;
        }
        int nameStart = source.start(nameNode);
        // Patterns stand in the query from the special to the general: the first one decides.
        Integer known = patterns.putIfAbsent(nameStart, match.patternIndex());
        if (known != null && known <= match.patternIndex()) {
            return;
        }
        patterns.put(nameStart, match.patternIndex());
        String name = unnamed ? "default" : unquoted(source.text(nameNode));
        String kindName = unnamed ? kind.substring(DEFAULT_EXPORT.length()) : kind;
        candidates.put(nameStart, candidate(match, node, name, nameStart, kindName));
    }

    private Candidate candidate(
            QueryMatch match, Node node, String name, int nameStart, String kind) {
        Node outer = rules.outer(node);
        Node receiver = first(match, "receiver");
        return new Candidate(
                node,
                outer,
                name,
                nameStart,
                DefinitionKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                source.start(outer),
                source.end(outer),
                receiver == null ? null : source.text(receiver));
    }

    private void addImport(QueryMatch match, Node node, String kind) {
        Node require = first(match, "require");
        if (require != null && !source.text(require).equals("require")) {
            return;
        }
        ImportKind declared = ImportKind.valueOf(kind.toUpperCase(Locale.ROOT));
        imports.put(
                importStart(match, node),
                new ImportedName(
                        text(match, "module").map(Outline::unquoted).orElse(""),
                        text(match, "name"),
                        text(match, "alias"),
                        rules.importKind(declared, source.text(node)),
                        source.lines().line(source.start(node))));
    }

    /** One statement can import much, but every name in it stands somewhere else. */
    private int importStart(QueryMatch match, Node statement) {
        int start = Integer.MAX_VALUE;
        for (String part : List.of("name", "alias", "module")) {
            Node node = first(match, part);
            start = node == null ? start : Math.min(start, source.start(node));
        }
        return start == Integer.MAX_VALUE ? source.start(statement) : start;
    }

    private void addOthers(QueryMatch match) {
        Node declaration = first(match, "scope.declaration");
        if (declaration != null) {
            scopeStart = Optional.of(source.start(declaration));
            scope = text(match, "scope").orElse("");
        }
        Node doc = first(match, "doc");
        if (doc != null) {
            Node owner = first(match, "doc.owner");
            docStrings.put(owner == null ? FILE : source.start(owner), span(doc));
        }
        if (text(match, "exports").map(Outline::isExports).orElse(true)) {
            text(match, "exported").ifPresent(exports::add);
        }
    }

    private Span span(Node node) {
        return new Span(source.start(node), source.end(node));
    }

    private static boolean isExports(String target) {
        return target.equals("module.exports") || target.startsWith("exports.");
    }

    private Optional<String> text(QueryMatch match, String capture) {
        return Optional.ofNullable(first(match, capture)).map(source::text);
    }

    private static @Nullable Node first(QueryMatch match, String name) {
        for (QueryCapture capture : match.captures()) {
            if (capture.name().equals(name)) {
                return capture.node();
            }
        }
        return null;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && "\"'`".indexOf(text.charAt(0)) >= 0;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
