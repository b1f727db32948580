package dev.cairn.index.language.c;

import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;

/**
 * What a declarator of C declares, under its pointers, arrays and parameters.
 *
 * @param name the node of the name
 * @param scope the type or namespace that is written before the name
 * @param isFunction whether it declares a function
 */
record Declarator(SyntaxNode name, Optional<String> scope, boolean isFunction) {

    static Declarator of(SyntaxNode declarator) {
        SyntaxNode inner = declarator;
        boolean function = false;
        boolean pointer = false;
        String scope = "";
        while (true) {
            if (inner.is("function_declarator", "operator_cast")) {
                // A pointer inside of the parentheses makes it a pointer to a function.
                function = true;
                pointer = false;
            } else if (inner.is("pointer_declarator", "reference_declarator")) {
                pointer = true;
            } else if (inner.is("qualified_identifier")) {
                String part = inner.child("scope").map(Declarator::scopeName).orElse("");
                scope = scope.isEmpty() ? part : scope + "::" + part;
            }
            Optional<SyntaxNode> next = next(inner);
            if (next.isEmpty()) {
                boolean isFunction = function && !pointer;
                return new Declarator(
                        inner, Optional.of(scope).filter(some -> !some.isEmpty()), isFunction);
            }
            inner = next.get();
        }
    }

    /** Returns the name; that of a conversion is {@code operator} and the type. */
    String label() {
        return name.is("operator_cast")
                ? "operator " + name.child("type").map(SyntaxNode::text).orElse("")
                : name.text();
    }

    private static String scopeName(SyntaxNode scope) {
        return scope.is("template_type")
                ? scope.child("name").map(SyntaxNode::text).orElse(scope.text())
                : scope.text();
    }

    private static Optional<SyntaxNode> next(SyntaxNode declarator) {
        return switch (declarator.type()) {
            case "identifier",
                    "field_identifier",
                    "type_identifier",
                    "destructor_name",
                    "operator_name",
                    "operator_cast" ->
                    Optional.empty();
            case "qualified_identifier", "template_function" -> declarator.child("name");
            case "parenthesized_declarator",
                    "reference_declarator",
                    "attributed_declarator",
                    "structured_binding_declarator" ->
                    declarator.firstNamedButComments();
            default -> declarator.child("declarator");
        };
    }
}
