package dev.cairn.index.language.rust;

import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;

/** What Rust uses. */
final class RustUses {

    private RustUses() {}

    static void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "call_expression" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "macro_invocation" ->
                    node.child("macro").ifPresent(called -> call(called, outline));
            case "type_identifier" ->
                    outline.type(
                            node,
                            node.parent()
                                    .filter(around -> around.is("scoped_type_identifier"))
                                    .flatMap(around -> around.child("path")));
            case "field_identifier" ->
                    outline.name(
                            node,
                            node.parent()
                                    .filter(around -> around.is("field_expression"))
                                    .flatMap(around -> around.child("value")));
            case "identifier" -> identifier(node, outline);
            case "shorthand_field_identifier" -> outline.name(node, Optional.empty());
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        switch (called.type()) {
            case "identifier" -> outline.call(called, Optional.empty());
            case "scoped_identifier" ->
                    called.child("name")
                            .ifPresent(name -> outline.call(name, called.child("path")));
            case "field_expression" ->
                    called.child("field")
                            .ifPresent(name -> outline.call(name, called.child("value")));
            case "generic_function" ->
                    called.child("function").ifPresent(inner -> call(inner, outline));
            default -> {
                // What is called is an expression.
            }
        }
    }

    /** The parts of a path are types where they begin with a capital. */
    private static void identifier(SyntaxNode node, Outline outline) {
        boolean path = node.isField("path", "scoped_identifier", "scoped_type_identifier");
        if (path && Character.isUpperCase(node.text().codePointAt(0))) {
            outline.type(node, Optional.empty());
        } else {
            outline.name(
                    node,
                    node.parent()
                            .filter(around -> !path && around.is("scoped_identifier"))
                            .flatMap(around -> around.child("path")));
        }
    }
}
