package dev.cairn.index.language.php;

import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;

/** What PHP uses; its variables are local but for {@code $this} and properties. */
final class PhpUses {

    private PhpUses() {}

    static void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "function_call_expression" ->
                    node.child("function").ifPresent(called -> named(called, true, outline));
            case "member_call_expression", "nullsafe_member_call_expression" ->
                    node.child("name").ifPresent(name -> outline.call(name, node.child("object")));
            case "scoped_call_expression" ->
                    node.child("name").ifPresent(name -> outline.call(name, node.child("scope")));
            case "object_creation_expression" ->
                    node.first("name", "qualified_name")
                            .ifPresent(type -> named(type, true, outline));
            case "named_type", "base_clause", "class_interface_clause", "attribute" ->
                    node.namedChildren().forEach(type -> named(type, false, outline));
            case "use_declaration" ->
                    node.namedChildren().forEach(type -> named(type, false, outline));
            case "member_access_expression", "nullsafe_member_access_expression" ->
                    node.child("name")
                            .filter(name -> name.is("name"))
                            .ifPresent(name -> outline.name(name, node.child("object")));
            case "require_once_expression",
                    "require_expression",
                    "include_expression",
                    "include_once_expression" ->
                    node.firstNamedButComments()
                            .filter(path -> path.is("string", "encapsed_string"))
                            .ifPresent(path ->
                                    outline.imported(
                                            ImportKind.REQUIRE, path.text(), null, null, node));
            case "variable_name" -> node.namedChildren().forEach(outline::leaveOut);
            case "name" -> name(node, outline);
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void named(SyntaxNode name, boolean call, Outline outline) {
        SyntaxNode last = name.is("qualified_name") ? name.last("name").orElse(name) : name;
        if (!last.is("name")) {
            return;
        }
        Optional<SyntaxNode> prefix = name.first("namespace_name");
        if (call) {
            outline.call(last, prefix);
        } else {
            outline.type(last, prefix);
        }
    }

    private static void name(SyntaxNode node, Outline outline) {
        if (node.isIn("class_constant_access_expression") && node.field().isEmpty()) {
            boolean type =
                    node.parent()
                            .flatMap(SyntaxNode::firstNamedButComments)
                            .filter(node::equals)
                            .isPresent();
            if (type) {
                outline.type(node, Optional.empty());
                return;
            }
        }
        if (node.isField("scope", "scoped_call_expression")) {
            outline.type(node, Optional.empty());
        } else {
            outline.name(node, Optional.empty());
        }
    }
}
