package dev.cairn.index.language.php;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PHP (https://www.php.net/manual/langref.php). */
public final class PhpLanguage implements Language {

    @Override
    public String id() {
        return "php";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("php phtml").interpreters("php");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("php");
    }

    @Override
    public String separator() {
        return "\\";
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "namespace_definition" ->
                    node.child("name")
                            .ifPresent(name -> {
                                outline.scope(name.text(), node);
                                name.namedChildren().forEach(outline::leaveOut);
                            });
            case "namespace_use_declaration" -> {
                imported(node, outline);
                outline.skip(node);
            }
            case "class_declaration" -> define(DefinitionKind.CLASS, node, outline);
            case "interface_declaration" -> define(DefinitionKind.INTERFACE, node, outline);
            case "trait_declaration" -> define(DefinitionKind.TRAIT, node, outline);
            case "enum_declaration" -> define(DefinitionKind.ENUM, node, outline);
            case "enum_case" -> define(DefinitionKind.CONSTANT, node, outline);
            case "function_definition" -> define(DefinitionKind.FUNCTION, node, outline);
            case "method_declaration" ->
                    node.child("name")
                            .ifPresent(name ->
                                    outline.define(
                                            name.text().equalsIgnoreCase("__construct")
                                                    ? DefinitionKind.CONSTRUCTOR
                                                    : DefinitionKind.METHOD,
                                            name,
                                            node));
            case "property_element" ->
                    node.first("variable_name").ifPresent(name -> field(name, node, outline));
            case "property_promotion_parameter" ->
                    node.child("name").ifPresent(name -> promoted(name, node, outline));
            case "const_element" ->
                    node.first("name")
                            .ifPresent(name ->
                                    outline.define(
                                            DefinitionKind.CONSTANT,
                                            name,
                                            node,
                                            node.parent().orElse(node)));
            default -> PhpUses.visit(node, outline);
        }
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node));
    }

    private static void field(SyntaxNode name, SyntaxNode node, Outline outline) {
        SyntaxNode inner = name.first("name").orElse(name);
        outline.define(DefinitionKind.FIELD, inner, node, node.parent().orElse(node));
    }

    private static void promoted(SyntaxNode name, SyntaxNode node, Outline outline) {
        SyntaxNode inner = name.first("name").orElse(name);
        outline.defineBesideAround(DefinitionKind.FIELD, inner, node);
    }

    private static void imported(SyntaxNode node, Outline outline) {
        String prefix = node.first("namespace_name").map(name -> name.text() + "\\").orElse("");
        node.first("namespace_use_group")
                .map(SyntaxNode::namedChildren)
                .orElse(node.namedChildren())
                .forEach(clause -> clause(prefix, clause, outline));
    }

    private static void clause(String prefix, SyntaxNode clause, Outline outline) {
        if (!clause.is("namespace_use_clause", "namespace_use_group_clause")) {
            return;
        }
        String path =
                prefix
                        + clause.first("qualified_name", "namespace_name", "name")
                                .map(SyntaxNode::text)
                                .orElse("");
        int end = path.lastIndexOf('\\');
        outline.imported(
                ImportKind.NAME,
                path.substring(0, Math.max(0, end)),
                path.substring(end + 1),
                clause.child("alias").map(SyntaxNode::text).orElse(null),
                clause);
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return outline.comments().documentationBefore(candidate.start(), "/**");
    }

    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        return candidate.outer().children().stream()
                .filter(child -> child.is("attribute_list"))
                .map(SyntaxNode::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, Outline outline) {
        return candidate
                .outer()
                .first("attribute_list")
                .map(SyntaxNode::end)
                .orElse(candidate.start());
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean hidden = signature.contains("private ") || signature.contains("protected ");
        return parent == null || (!hidden && parent.exported() && parent.kind().isScope());
    }
}
