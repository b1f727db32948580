package dev.cairn.index.language.ecmascript;

import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;

/** What JavaScript and TypeScript use. */
final class EcmaScriptUses {

    private EcmaScriptUses() {}

    static void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "call_expression" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "new_expression" ->
                    node.child("constructor").ifPresent(called -> call(called, outline));
            case "class_heritage" -> node.namedChildren().forEach(type -> heritage(type, outline));
            case "extends_clause" ->
                    node.children("value").forEach(type -> heritage(type, outline));
            case "type_parameter" -> node.child("name").ifPresent(outline::localType);
            case "type_identifier" ->
                    outline.type(
                            node,
                            node.parent()
                                    .filter(around -> around.is("nested_type_identifier"))
                                    .flatMap(around -> around.child("module")));
            case "jsx_opening_element", "jsx_self_closing_element" ->
                    node.child("name").ifPresent(name -> element(name, outline));
            case "jsx_closing_element" -> node.child("name").ifPresent(outline::leaveOut);
            case "property_identifier", "private_property_identifier" ->
                    outline.name(
                            node,
                            node.parent()
                                    .filter(around -> around.is("member_expression"))
                                    .flatMap(around -> around.child("object")));
            case "formal_parameters" -> EcmaScriptDefinitions.locals(node, outline);
            case "arrow_function" ->
                    node.child("parameter")
                            .ifPresent(name -> EcmaScriptDefinitions.locals(name, outline));
            case "catch_clause" ->
                    node.child("parameter")
                            .ifPresent(name -> EcmaScriptDefinitions.locals(name, outline));
            case "for_in_statement" ->
                    node.child("left")
                            .ifPresent(name -> EcmaScriptDefinitions.locals(name, outline));
            case "identifier" -> identifier(node, outline);
            case "shorthand_property_identifier" -> outline.name(node, Optional.empty());
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        if (called.is("identifier")) {
            outline.call(called, Optional.empty());
        } else if (called.is("member_expression")) {
            called.child("property").ifPresent(name -> outline.call(name, called.child("object")));
        }
    }

    private static void heritage(SyntaxNode type, Outline outline) {
        if (type.is("identifier")) {
            outline.type(type, Optional.empty());
        } else if (type.is("member_expression")) {
            type.child("property").ifPresent(name -> outline.type(name, type.child("object")));
        }
    }

    /** Elements that are no components are written small. */
    private static void element(SyntaxNode name, Outline outline) {
        if (name.is("identifier")) {
            if (Character.isUpperCase(name.text().codePointAt(0))) {
                outline.type(name, Optional.empty());
            } else {
                outline.leaveOut(name);
            }
        } else {
            heritage(name, outline);
        }
    }

    private static void identifier(SyntaxNode node, Outline outline) {
        if (node.isIn("enum_body")) {
            return;
        }
        outline.name(node, Optional.empty());
    }
}
