package dev.cairn.index.language.csharp;

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

/** C# (https://learn.microsoft.com/dotnet/csharp/language-reference/). */
public final class CSharpLanguage implements Language {

    @Override
    public String id() {
        return "csharp";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("cs csx");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("c-sharp");
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "using_directive" -> {
                imported(node, outline);
                outline.skip(node);
            }
            case "file_scoped_namespace_declaration" ->
                    node.child("name")
                            .ifPresent(name -> {
                                outline.scope(name.text(), node);
                                outline.skip(name);
                            });
            case "namespace_declaration" -> {
                define(DefinitionKind.MODULE, node, outline);
                node.child("name")
                        .ifPresent(name -> name.namedChildren().forEach(outline::leaveOut));
            }
            case "class_declaration" -> define(DefinitionKind.CLASS, node, outline);
            case "interface_declaration" -> define(DefinitionKind.INTERFACE, node, outline);
            case "struct_declaration" -> define(DefinitionKind.STRUCT, node, outline);
            case "record_declaration" -> define(DefinitionKind.RECORD, node, outline);
            case "enum_declaration" -> define(DefinitionKind.ENUM, node, outline);
            case "enum_member_declaration" -> define(DefinitionKind.CONSTANT, node, outline);
            case "delegate_declaration" -> define(DefinitionKind.TYPE, node, outline);
            case "method_declaration" -> define(DefinitionKind.METHOD, node, outline);
            case "local_function_statement" -> define(DefinitionKind.FUNCTION, node, outline);
            case "constructor_declaration" -> define(DefinitionKind.CONSTRUCTOR, node, outline);
            case "destructor_declaration" ->
                    node.child("name")
                            .ifPresent(name -> method("~" + name.text(), name, node, outline));
            case "operator_declaration" ->
                    node.child("operator")
                            .ifPresent(
                                    name -> method("operator " + name.text(), name, node, outline));
            case "conversion_operator_declaration" ->
                    node.child("type")
                            .ifPresent(
                                    type -> method("operator " + type.text(), type, node, outline));
            case "property_declaration", "event_declaration" ->
                    define(DefinitionKind.FIELD, node, outline);
            case "variable_declarator" -> variable(node, outline);
            case "parameter" -> parameter(node, outline);
            case "catch_declaration", "foreach_statement", "declaration_expression" ->
                    node.child("name")
                            .or(() -> node.child("left"))
                            .filter(name -> name.is("identifier"))
                            .ifPresent(outline::local);
            case "type_parameter" -> node.child("name").ifPresent(outline::localType);
            default -> use(node, outline);
        }
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node));
    }

    /** Defines a method whose name is more than one node, or whose node is used as well. */
    private static void method(String name, SyntaxNode at, SyntaxNode node, Outline outline) {
        outline.define(DefinitionKind.METHOD, at, name, node, node, null);
    }

    private static void variable(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> declaration =
                node.parent()
                        .flatMap(SyntaxNode::parent)
                        .filter(around ->
                                around.is("field_declaration", "event_field_declaration"));
        node.child("name")
                .ifPresent(name -> {
                    if (declaration.isPresent()) {
                        DefinitionKind kind =
                                declaration.get().text().contains("const ")
                                        ? DefinitionKind.CONSTANT
                                        : DefinitionKind.FIELD;
                        outline.define(kind, name, node, declaration.get());
                    } else {
                        outline.local(name);
                    }
                });
    }

    /** The parameters of a record are its properties. */
    private static void parameter(SyntaxNode node, Outline outline) {
        boolean property =
                node.parent().filter(list -> list.isIn("record_declaration")).isPresent();
        node.child("name")
                .ifPresent(name -> {
                    if (property) {
                        outline.define(DefinitionKind.FIELD, name, node);
                    } else {
                        outline.local(name);
                    }
                });
    }

    private static void use(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "invocation_expression" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "object_creation_expression" ->
                    node.child("type").ifPresent(type -> named(type, true, outline));
            case "attribute" -> node.child("name").ifPresent(type -> named(type, false, outline));
            case "base_list", "type_argument_list" ->
                    node.namedChildren().forEach(type -> named(type, false, outline));
            case "identifier" -> identifier(node, outline);
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        switch (called.type()) {
            case "identifier" -> outline.call(called, Optional.empty());
            case "generic_name" ->
                    called.first("identifier")
                            .ifPresent(name -> outline.call(name, Optional.empty()));
            case "member_access_expression" ->
                    called.child("name")
                            .map(name -> name.first("identifier").orElse(name))
                            .ifPresent(name -> outline.call(name, called.child("expression")));
            case "member_binding_expression" ->
                    called.child("name").ifPresent(name -> outline.call(name, Optional.empty()));
            default -> {
                // What is called is an expression.
            }
        }
    }

    private static void named(SyntaxNode type, boolean call, Outline outline) {
        switch (type.type()) {
            case "identifier" -> add(type, Optional.empty(), call, outline);
            case "generic_name" ->
                    type.first("identifier")
                            .ifPresent(name -> add(name, Optional.empty(), call, outline));
            case "qualified_name" ->
                    type.child("name")
                            .map(name -> name.first("identifier").orElse(name))
                            .ifPresent(name -> add(name, type.child("qualifier"), call, outline));
            default -> {
                // Its parts are visited.
            }
        }
    }

    private static void add(
            SyntaxNode name, Optional<SyntaxNode> qualifier, boolean call, Outline outline) {
        if (call) {
            outline.call(name, qualifier);
        } else {
            outline.type(name, qualifier);
        }
    }

    private static void identifier(SyntaxNode node, Outline outline) {
        boolean type =
                node.field().equals("type")
                        || node.field().equals("returns")
                        || node.isIn("nullable_type", "array_type", "generic_name");
        Optional<SyntaxNode> receiver =
                node.isField("name", "member_access_expression")
                        ? node.parent().flatMap(around -> around.child("expression"))
                        : Optional.empty();
        if (type) {
            outline.type(node, Optional.empty());
        } else {
            outline.name(node, receiver);
        }
    }

    private static void imported(SyntaxNode node, Outline outline) {
        String alias = node.child("name").map(SyntaxNode::text).orElse(null);
        String module =
                node.last("qualified_name", "identifier", "alias_qualified_name")
                        .map(SyntaxNode::text)
                        .orElse("");
        ImportKind kind =
                node.has("static")
                        ? ImportKind.STATIC
                        : alias == null ? ImportKind.WILDCARD : ImportKind.MODULE;
        outline.imported(kind, module, alias == null ? "*" : null, alias, node);
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        List<Span> lines = outline.comments().linesBefore(candidate.start(), "///");
        return lines.isEmpty()
                ? outline.comments().documentationBefore(candidate.start(), "/**")
                : lines;
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
                .last("attribute_list")
                .map(SyntaxNode::end)
                .orElse(candidate.start());
    }

    @Override
    public int bodyStart(Candidate candidate) {
        return candidate
                .node()
                .child("body")
                .or(() -> candidate.node().child("accessors"))
                .map(SyntaxNode::start)
                .orElse(candidate.end());
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        if (candidate.kind() == DefinitionKind.MODULE) {
            return true;
        }
        boolean open =
                parent != null
                        && (parent.kind() == DefinitionKind.INTERFACE
                                || parent.kind() == DefinitionKind.ENUM
                                || (parent.kind() == DefinitionKind.RECORD
                                        && candidate.node().is("parameter")));
        boolean visible = open || signature.startsWith("public ") || signature.contains(" public ");
        return visible && (parent == null || parent.exported());
    }
}
