package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.ParsedSource;
import io.github.treesitter.jtreesitter.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JavaScript and TypeScript (https://tc39.es/ecma262/, https://jsdoc.app/). */
final class EcmaScriptRules implements LanguageRules {

    private static final Set<String> WRAPPERS =
            Set.of(
                    "lexical_declaration",
                    "variable_declaration",
                    "expression_statement",
                    "ambient_declaration");
    private static final Pattern HIDDEN =
            Pattern.compile("(.*\\s)?(private|protected)\\s.*|.*#[\\w$]+.*");
    private static final Pattern FILE_TAG =
            Pattern.compile("(?s).*@(file|fileoverview|module|packageDocumentation)\\b.*");

    @Override
    public Node outer(Node definition) {
        Node outer = definition;
        Optional<Node> parent = outer.getParent();
        while (parent.isPresent() && belongsTo(parent.get())) {
            outer = parent.get();
            parent = outer.getParent();
        }
        return outer;
    }

    private static boolean belongsTo(Node parent) {
        String type = parent.getType();
        return type.equals("export_statement")
                || (WRAPPERS.contains(type) && parent.getNamedChildCount() == 1);
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        Comments comments = outline.comments();
        Span first = comments.first();
        String raw = comments.raw(first);
        return raw.startsWith("/**") && FILE_TAG.matcher(raw).matches()
                ? List.of(first)
                : List.of();
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline, ParsedSource source) {
        int start = decorationStart(candidate, source);
        List<Span> found = outline.comments().before(start, Integer.MAX_VALUE);
        return !found.isEmpty() && outline.comments().raw(found.getLast()).startsWith("/**")
                ? List.of(found.getLast())
                : List.of();
    }

    /**
     * A decorator is a child of what it decorates, of the export around that, or before a method.
     */
    @Override
    public List<String> decorators(Candidate candidate, ParsedSource source) {
        List<String> decorators = new ArrayList<>();
        precedingDecorators(candidate.outer())
                .forEach(decorator -> decorators.add(source.text(decorator)));
        for (Node node = candidate.outer(); ; node = candidate.node()) {
            for (Node child : ownDecorators(node)) {
                decorators.add(source.text(child));
            }
            if (node.equals(candidate.node())) {
                return decorators;
            }
        }
    }

    private static List<Node> ownDecorators(Node node) {
        return node.getChildrenByFieldName("decorator");
    }

    private static int decorationStart(Candidate candidate, ParsedSource source) {
        List<Node> decorators = precedingDecorators(candidate.outer());
        return decorators.isEmpty() ? candidate.start() : source.start(decorators.getFirst());
    }

    private static List<Node> precedingDecorators(Node method) {
        List<Node> decorators = new ArrayList<>();
        if (method.getType().equals("method_definition")) {
            Optional<Node> sibling = method.getPrevNamedSibling();
            while (sibling.isPresent() && sibling.get().getType().equals("decorator")) {
                decorators.addFirst(sibling.get());
                sibling = sibling.get().getPrevNamedSibling();
            }
        }
        return decorators;
    }

    @Override
    public int signatureStart(Candidate candidate, ParsedSource source) {
        int start = candidate.start();
        for (Node decorator : ownDecorators(candidate.outer())) {
            start = Math.max(start, source.end(decorator));
        }
        return start;
    }

    @Override
    public int bodyStart(Candidate candidate, ParsedSource source) {
        Node node = candidate.node();
        return node.getChildByFieldName("body")
                .or(() -> body(node, "value"))
                .or(() -> body(node, "right"))
                .map(source::start)
                .orElse(candidate.end());
    }

    private static Optional<Node> body(Node node, String field) {
        return node.getChildByFieldName(field).flatMap(value -> value.getChildByFieldName("body"));
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean byStatement =
                candidate.outer().getType().equals("export_statement")
                        || outline.exports().contains(candidate.name())
                        || signature.startsWith("exports.")
                        || signature.startsWith("module.exports");
        if (parent == null) {
            return byStatement;
        }
        return parent.exported()
                && switch (parent.kind()) {
                    case MODULE -> byStatement;
                    case CLASS, INTERFACE, ENUM -> !HIDDEN.matcher(headOf(signature)).matches();
                    default -> false;
                };
    }

    /** Modifiers and name come before the parameters. */
    private static String headOf(String signature) {
        int end = signature.indexOf('(');
        return end < 0 ? signature : signature.substring(0, end);
    }
}
