package dev.cairn.index.language.c;

import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;

/** What C and C++ use. */
final class CUses {

    private CUses() {}

    static void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "call_expression" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "type_identifier" -> outline.type(node, scope(node));
            case "field_identifier" ->
                    outline.name(
                            node,
                            node.parent()
                                    .filter(around -> around.is("field_expression"))
                                    .flatMap(around -> around.child("argument")));
            case "identifier" -> outline.name(node, scope(node));
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static Optional<SyntaxNode> scope(SyntaxNode node) {
        return node.parent()
                .filter(around -> around.is("qualified_identifier") && node.field().equals("name"))
                .flatMap(around -> around.child("scope"));
    }

    private static void call(SyntaxNode called, Outline outline) {
        switch (called.type()) {
            case "identifier" -> outline.call(called, Optional.empty());
            case "field_expression" ->
                    called.child("field")
                            .ifPresent(name -> outline.call(name, called.child("argument")));
            case "qualified_identifier" ->
                    called.child("name")
                            .ifPresent(name -> {
                                if (name.is("identifier")) {
                                    outline.call(name, called.child("scope"));
                                } else {
                                    call(name, outline);
                                }
                            });
            case "template_function" -> called.child("name").ifPresent(name -> call(name, outline));
            default -> {
                // What is called is an expression.
            }
        }
    }
}
