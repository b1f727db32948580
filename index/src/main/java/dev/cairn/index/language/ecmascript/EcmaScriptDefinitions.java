package dev.cairn.index.language.ecmascript;

import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;
import java.util.Set;

/** What JavaScript and TypeScript define. */
final class EcmaScriptDefinitions {

    private static final Set<String> FUNCTIONS =
            Set.of("arrow_function", "function_expression", "generator_function", "function");
    private static final Set<String> WRAPPERS =
            Set.of(
                    "lexical_declaration",
                    "variable_declaration",
                    "expression_statement",
                    "ambient_declaration");

    private EcmaScriptDefinitions() {}

    /** Adds what a node defines; returns whether it is a node that defines something. */
    static boolean visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "class_declaration", "abstract_class_declaration" ->
                    named(DefinitionKind.CLASS, node, outline);
            case "interface_declaration" -> named(DefinitionKind.INTERFACE, node, outline);
            case "enum_declaration" -> named(DefinitionKind.ENUM, node, outline);
            case "type_alias_declaration" -> named(DefinitionKind.TYPE, node, outline);
            case "internal_module", "module" -> named(DefinitionKind.MODULE, node, outline);
            case "function_declaration",
                    "generator_function_declaration",
                    "function_signature",
                    "function_expression",
                    "generator_function" ->
                    named(DefinitionKind.FUNCTION, node, outline);
            case "class" -> named(DefinitionKind.CLASS, node, outline);
            case "method_definition", "method_signature", "abstract_method_signature" ->
                    method(node, outline);
            case "public_field_definition", "field_definition" -> field(node, outline);
            case "property_signature" -> {
                if (node.isIn("interface_body", "object_type")) {
                    field(node, outline);
                }
            }
            case "enum_body" ->
                    node.children("name")
                            .forEach(name -> outline.define(DefinitionKind.CONSTANT, name, name));
            case "enum_assignment" -> named(DefinitionKind.CONSTANT, node, outline);
            case "variable_declarator" -> variable(node, outline);
            case "assignment_expression" -> assignment(node, outline);
            case "pair" -> pair(node, outline);
            case "required_parameter", "optional_parameter" -> parameter(node, outline);
            case "decorator" -> {
                outline.decoration(node);
                return false;
            }
            case "export_statement" -> export(node, outline);
            default -> {
                return false;
            }
        }
        return true;
    }

    static SyntaxNode outer(SyntaxNode definition) {
        SyntaxNode outer = definition;
        Optional<SyntaxNode> parent = outer.parent();
        while (parent.isPresent() && belongsTo(parent.get())) {
            outer = parent.get();
            parent = outer.parent();
        }
        return outer;
    }

    private static boolean belongsTo(SyntaxNode parent) {
        return parent.is("export_statement")
                || (WRAPPERS.contains(parent.type()) && parent.hasOneNamedChild());
    }

    private static void named(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node, outer(node)));
    }

    private static void method(SyntaxNode node, Outline outline) {
        node.child("name")
                .ifPresent(name -> {
                    boolean constructor =
                            name.text().equals("constructor") && node.isIn("class_body");
                    outline.define(
                            constructor ? DefinitionKind.CONSTRUCTOR : DefinitionKind.METHOD,
                            name,
                            node);
                });
    }

    /** A field of a class that holds a function is still a field. */
    private static void field(SyntaxNode node, Outline outline) {
        node.child("name")
                .or(() -> node.child("property"))
                .ifPresent(name -> outline.define(DefinitionKind.FIELD, name, node));
    }

    /** TypeScript's parameters with a modifier are fields of the class. */
    private static void parameter(SyntaxNode node, Outline outline) {
        boolean property = node.has("accessibility_modifier") || node.has("readonly");
        node.child("pattern")
                .ifPresent(pattern -> {
                    if (property && pattern.is("identifier")) {
                        outline.defineBesideAround(DefinitionKind.FIELD, pattern, node);
                    } else {
                        locals(pattern, outline);
                    }
                });
    }

    private static void variable(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> name = node.child("name");
        Optional<SyntaxNode> value = node.child("value");
        if (name.isEmpty()) {
            return;
        }
        if (!name.get().is("identifier")) {
            pattern(name.get(), node, outline);
        } else if (value.filter(EcmaScriptDefinitions::isFunction).isPresent()) {
            outline.define(DefinitionKind.FUNCTION, name.get(), node, outer(node));
        } else if (value.filter(some -> some.is("class")).isPresent()) {
            outline.define(DefinitionKind.CLASS, name.get(), node, outer(node));
        } else if (isGlobal(node)) {
            outline.define(DefinitionKind.VARIABLE, name.get(), node, outer(node));
        } else {
            outline.local(name.get());
        }
    }

    private static boolean isFunction(SyntaxNode value) {
        return FUNCTIONS.contains(value.type());
    }

    /** A declaration stands in the program, perhaps exported, ambient or in a namespace. */
    private static boolean isGlobal(SyntaxNode declarator) {
        Optional<SyntaxNode> around = declarator.parent().flatMap(SyntaxNode::parent);
        while (around.filter(node -> node.is("export_statement", "ambient_declaration"))
                .isPresent()) {
            around = around.get().parent();
        }
        return around.filter(node ->
                        node.is("program")
                                || (node.is("statement_block")
                                        && node.isIn("internal_module", "module")))
                .isPresent();
    }

    private static void pattern(SyntaxNode pattern, SyntaxNode declarator, Outline outline) {
        boolean require =
                declarator
                        .child("value")
                        .filter(value -> EcmaScriptImports.requiredModule(value).isPresent())
                        .isPresent();
        if (isGlobal(declarator) && !require) {
            names(pattern, declarator, outline);
        } else {
            locals(pattern, outline);
        }
    }

    private static void names(SyntaxNode pattern, SyntaxNode declarator, Outline outline) {
        switch (pattern.type()) {
            case "identifier", "shorthand_property_identifier_pattern" ->
                    outline.define(DefinitionKind.VARIABLE, pattern, declarator, outer(declarator));
            case "object_pattern", "array_pattern", "rest_pattern" ->
                    pattern.namedChildren().forEach(part -> names(part, declarator, outline));
            case "pair_pattern" ->
                    pattern.child("value").ifPresent(part -> names(part, declarator, outline));
            case "object_assignment_pattern", "assignment_pattern" ->
                    pattern.child("left").ifPresent(part -> names(part, declarator, outline));
            default -> {
                // No name is defined.
            }
        }
    }

    static void locals(SyntaxNode pattern, Outline outline) {
        switch (pattern.type()) {
            case "identifier", "shorthand_property_identifier_pattern" -> outline.local(pattern);
            case "object_pattern", "array_pattern", "rest_pattern", "formal_parameters" ->
                    pattern.namedChildren().forEach(part -> locals(part, outline));
            case "pair_pattern" -> pattern.child("value").ifPresent(part -> locals(part, outline));
            case "object_assignment_pattern", "assignment_pattern" ->
                    pattern.child("left").ifPresent(part -> locals(part, outline));
            default -> {
                // No name is declared.
            }
        }
    }

    private static void assignment(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> left = node.child("left");
        Optional<SyntaxNode> right = node.child("right");
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        if (isExports(left.get().text())) {
            exportNames(right.get(), outline);
        }
        boolean type = right.get().is("class");
        if (isFunction(right.get()) || type) {
            name(left.get())
                    .ifPresent(name ->
                            outline.define(
                                    type ? DefinitionKind.CLASS : DefinitionKind.FUNCTION,
                                    name,
                                    node,
                                    outer(node)));
        }
    }

    /** {@code module.exports = function} has no name but that of the function. */
    private static Optional<SyntaxNode> name(SyntaxNode left) {
        if (left.text().equals("module.exports")) {
            return Optional.empty();
        }
        return left.is("identifier") ? Optional.of(left) : left.child("property");
    }

    private static boolean isExports(String target) {
        return target.equals("module.exports") || target.startsWith("exports.");
    }

    private static void exportNames(SyntaxNode value, Outline outline) {
        if (value.is("identifier")) {
            outline.export(value.text());
        } else if (value.is("object")) {
            value.children().stream()
                    .filter(part -> part.is("shorthand_property_identifier"))
                    .forEach(part -> outline.export(part.text()));
        }
    }

    private static void pair(SyntaxNode node, Outline outline) {
        if (node.child("value").filter(EcmaScriptDefinitions::isFunction).isPresent()) {
            node.child("key").ifPresent(key -> outline.define(DefinitionKind.METHOD, key, node));
        }
    }

    private static void export(SyntaxNode node, Outline outline) {
        node.first("export_clause").stream()
                .flatMap(clause -> clause.namedChildren().stream())
                .forEach(specifier ->
                        specifier.child("name").ifPresent(name -> outline.export(name.text())));
        node.child("value")
                .ifPresent(value -> {
                    if (value.is("identifier")) {
                        outline.export(value.text());
                    } else if (value.child("name").isEmpty()
                            && (isFunction(value) || value.is("class"))) {
                        outline.define(
                                value.is("class") ? DefinitionKind.CLASS : DefinitionKind.FUNCTION,
                                value,
                                "default",
                                value,
                                node,
                                null);
                    }
                });
    }
}
