package dev.cairn.index.language.rust;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rust (https://doc.rust-lang.org/reference/items.html). */
public final class RustLanguage implements Language {

    @Override
    public String id() {
        return "rust";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("rs");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("rust");
    }

    @Override
    public ModuleRules modules() {
        return ModuleRules.of("rust").named(ModuleRules.ModuleName.FILE_OR_FOLDER);
    }

    @Override
    public String separator() {
        return "::";
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "mod_item" -> define(DefinitionKind.MODULE, node, outline);
            case "struct_item", "union_item" -> define(DefinitionKind.STRUCT, node, outline);
            case "enum_item" -> define(DefinitionKind.ENUM, node, outline);
            case "trait_item" -> define(DefinitionKind.TRAIT, node, outline);
            case "type_item", "associated_type" -> member(DefinitionKind.TYPE, node, outline);
            case "const_item" -> member(DefinitionKind.CONSTANT, node, outline);
            case "enum_variant" -> define(DefinitionKind.CONSTANT, node, outline);
            case "static_item" -> define(DefinitionKind.VARIABLE, node, outline);
            case "macro_definition" -> define(DefinitionKind.MACRO, node, outline);
            case "field_declaration" -> define(DefinitionKind.FIELD, node, outline);
            case "function_item", "function_signature_item" -> function(node, outline);
            case "attribute_item" -> outline.decoration(node);
            case "use_declaration" -> {
                node.child("argument").ifPresent(argument -> imported("", argument, outline));
                outline.skip(node);
            }
            case "extern_crate_declaration" ->
                    outline.imported(
                            ImportKind.MODULE,
                            node.child("name").map(SyntaxNode::text).orElse(""),
                            null,
                            node.child("alias").map(SyntaxNode::text).orElse(null),
                            node);
            case "parameter",
                    "let_declaration",
                    "let_condition",
                    "for_expression",
                    "match_pattern" ->
                    node.child("pattern").ifPresent(pattern -> locals(pattern, outline));
            case "closure_parameters" ->
                    node.namedChildren().forEach(pattern -> locals(pattern, outline));
            case "type_parameter" -> node.child("name").ifPresent(outline::localType);
            default -> RustUses.visit(node, outline);
        }
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node));
    }

    /** A function of an {@code impl} is a member of the type, one of a trait of the trait. */
    private static void function(SyntaxNode node, Outline outline) {
        member(
                owner(node).isPresent() ? DefinitionKind.METHOD : DefinitionKind.FUNCTION,
                node,
                outline);
    }

    private static Optional<SyntaxNode> owner(SyntaxNode node) {
        return node.parent()
                .filter(body -> body.is("declaration_list"))
                .flatMap(SyntaxNode::parent)
                .filter(body -> body.is("impl_item", "trait_item"));
    }

    private static void member(DefinitionKind kind, SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> owner = owner(node);
        String receiver =
                owner.filter(body -> body.is("impl_item"))
                        .flatMap(body -> body.child("type"))
                        .map(RustLanguage::typeName)
                        .orElse(null);
        node.child("name")
                .ifPresent(name -> outline.define(kind, name, name.text(), node, node, receiver));
    }

    private static String typeName(SyntaxNode type) {
        SyntaxNode named = type;
        while (named.is("generic_type", "reference_type") && named.child("type").isPresent()) {
            named = named.child("type").orElse(named);
        }
        return named.child("name").orElse(named).text();
    }

    private static void locals(SyntaxNode pattern, Outline outline) {
        switch (pattern.type()) {
            case "identifier" -> outline.local(pattern);
            case "tuple_pattern",
                    "ref_pattern",
                    "mut_pattern",
                    "reference_pattern",
                    "slice_pattern",
                    "captured_pattern",
                    "or_pattern",
                    "match_pattern" ->
                    pattern.namedChildren().forEach(part -> locals(part, outline));
            case "tuple_struct_pattern" ->
                    pattern.namedChildren().stream().skip(1).forEach(part -> locals(part, outline));
            default -> {
                // Has no names of its own.
            }
        }
    }

    private static void imported(String prefix, SyntaxNode tree, Outline outline) {
        switch (tree.type()) {
            case "scoped_use_list" -> {
                String path = join(prefix, tree.child("path").map(SyntaxNode::text).orElse(""));
                tree.child("list").ifPresent(list -> imported(path, list, outline));
            }
            case "use_list" ->
                    tree.namedChildren().forEach(part -> imported(prefix, part, outline));
            case "use_as_clause" -> {
                String path = join(prefix, tree.child("path").map(SyntaxNode::text).orElse(""));
                name(path, tree.child("alias").map(SyntaxNode::text).orElse(null), tree, outline);
            }
            case "use_wildcard" -> {
                String path = tree.firstNamedButComments().map(SyntaxNode::text).orElse("");
                outline.imported(ImportKind.WILDCARD, join(prefix, path), "*", null, tree);
            }
            case "line_comment", "block_comment" -> {
                // Says nothing here.
            }
            default -> name(join(prefix, tree.text()), null, tree, outline);
        }
    }

    private static void name(String path, @Nullable String alias, SyntaxNode at, Outline outline) {
        int end = path.lastIndexOf("::");
        if (end < 0) {
            outline.imported(ImportKind.MODULE, path, null, alias, at);
        } else {
            outline.imported(
                    ImportKind.NAME, path.substring(0, end), path.substring(end + 2), alias, at);
        }
    }

    private static String join(String prefix, String path) {
        return prefix.isEmpty() || path.isEmpty() ? prefix + path : prefix + "::" + path;
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.comments().atBeginning("//!", "/*!");
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        List<Span> attributes = attributes(candidate, outline);
        int start = attributes.isEmpty() ? candidate.start() : attributes.getFirst().start();
        List<Span> lines = outline.comments().linesBefore(start, "///");
        return lines.isEmpty() ? outline.comments().documentationBefore(start, "/**") : lines;
    }

    private static List<Span> attributes(Candidate candidate, Outline outline) {
        return outline.decorations().before(candidate.start(), Integer.MAX_VALUE);
    }

    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        return attributes(candidate, outline).stream().map(outline.decorations()::raw).toList();
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean visible =
                signature.startsWith("pub")
                        || (parent != null
                                && (parent.kind() == DefinitionKind.TRAIT
                                        || parent.kind() == DefinitionKind.ENUM))
                        || candidate.kind() == DefinitionKind.MACRO;
        return visible && (parent == null || parent.exported());
    }
}
