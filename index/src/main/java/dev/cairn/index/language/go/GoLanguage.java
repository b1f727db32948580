package dev.cairn.index.language.go;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go (https://go.dev/ref/spec#Exported_identifiers, https://go.dev/doc/comment). */
public final class GoLanguage implements Language {

    private static final ModuleRules MODULES =
            ModuleRules.of("go")
                    .importing(ModuleRules.Imports.FOLDERS)
                    .named(ModuleRules.ModuleName.FILE_OR_FOLDER)
                    .sharingFolders();

    /** A method such as {@code func (s *Server) Start()}, whose object is {@code s}. */
    private static final Pattern METHOD =
            Pattern.compile("func \\(\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s+[^)]");

    @Override
    public String id() {
        return "go";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("go");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("go");
    }

    @Override
    public ModuleRules modules() {
        return MODULES;
    }

    @Override
    public Optional<String> ownVariable(String signature) {
        Matcher method = METHOD.matcher(signature);
        return method.lookingAt() ? Optional.of(method.group(1)) : Optional.empty();
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "package_clause" -> {
                node.first("package_identifier")
                        .ifPresent(name -> outline.scope(name.text(), node));
                outline.skip(node);
            }
            case "import_spec" -> {
                addImport(node, outline);
                outline.skip(node);
            }
            case "type_spec", "type_alias" -> type(node, outline);
            case "function_declaration" -> define(DefinitionKind.FUNCTION, node, outline);
            case "method_declaration" -> method(node, outline);
            case "method_elem", "method_spec" -> define(DefinitionKind.METHOD, node, outline);
            case "field_declaration" -> field(node, outline);
            case "const_spec" -> values(DefinitionKind.CONSTANT, node, outline);
            case "var_spec" -> values(DefinitionKind.VARIABLE, node, outline);
            case "parameter_declaration", "variadic_parameter_declaration" ->
                    node.children("name").forEach(outline::local);
            case "short_var_declaration", "range_clause", "receive_statement" ->
                    node.child("left").ifPresent(left -> locals(left, outline));
            case "type_parameter_declaration" -> node.children("name").forEach(outline::localType);
            case "type_switch_statement" ->
                    node.child("alias").ifPresent(left -> locals(left, outline));
            case "keyed_element" -> key(node, outline);
            default -> use(node, outline);
        }
    }

    private static void use(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "call_expression" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "type_identifier" ->
                    outline.type(
                            node,
                            node.parent()
                                    .filter(around -> around.is("qualified_type"))
                                    .flatMap(around -> around.child("package")));
            case "field_identifier" ->
                    outline.name(
                            node,
                            node.parent()
                                    .filter(around -> around.is("selector_expression"))
                                    .flatMap(around -> around.child("operand")));
            case "identifier" -> outline.name(node, Optional.empty());
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        if (called.is("identifier")) {
            outline.call(called, Optional.empty());
        } else if (called.is("selector_expression")) {
            called.child("field").ifPresent(name -> outline.call(name, called.child("operand")));
        }
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node));
    }

    private static void type(SyntaxNode node, Outline outline) {
        DefinitionKind kind =
                switch (node.child("type").map(SyntaxNode::type).orElse("")) {
                    case "struct_type" -> DefinitionKind.STRUCT;
                    case "interface_type" -> DefinitionKind.INTERFACE;
                    default -> DefinitionKind.TYPE;
                };
        node.child("name").ifPresent(name -> outline.define(kind, name, node, outer(node)));
    }

    private static void method(SyntaxNode node, Outline outline) {
        String receiver =
                node.child("receiver")
                        .flatMap(list -> list.first("parameter_declaration"))
                        .flatMap(parameter -> parameter.child("type"))
                        .map(GoLanguage::typeName)
                        .orElse(null);
        node.child("name")
                .ifPresent(name ->
                        outline.define(
                                DefinitionKind.METHOD, name, name.text(), node, node, receiver));
    }

    private static String typeName(SyntaxNode type) {
        SyntaxNode named = type;
        while (named.is("pointer_type", "generic_type", "parenthesized_type")
                && !named.namedChildren().isEmpty()) {
            named = named.namedChildren().getFirst();
        }
        return named.text();
    }

    private static void field(SyntaxNode node, Outline outline) {
        // A struct in an expression or a function has fields of no type that has a name.
        List<SyntaxNode> names = node.children("name");
        if (names.isEmpty()) {
            node.child("type")
                    .flatMap(GoLanguage::embeddedName)
                    .ifPresent(name -> outline.define(DefinitionKind.FIELD, name, node));
        }
        names.forEach(name -> outline.define(DefinitionKind.FIELD, name, node));
    }

    private static Optional<SyntaxNode> embeddedName(SyntaxNode type) {
        return switch (type.type()) {
            case "type_identifier" -> Optional.of(type);
            case "qualified_type" -> type.child("name");
            case "generic_type", "pointer_type" ->
                    type.namedChildren().stream().findFirst().flatMap(GoLanguage::embeddedName);
            default -> Optional.empty();
        };
    }

    private static void values(DefinitionKind kind, SyntaxNode node, Outline outline) {
        boolean global =
                node.around("function_declaration", "method_declaration", "func_literal").isEmpty();
        for (SyntaxNode name : node.children("name")) {
            if (!name.is("identifier")) {
                continue;
            }
            if (global && !name.text().equals("_")) {
                outline.define(kind, name, node, outer(node));
            } else {
                outline.local(name);
            }
        }
    }

    private static void locals(SyntaxNode list, Outline outline) {
        if (list.is("identifier")) {
            outline.local(list);
        } else if (list.is("expression_list")) {
            list.namedChildren().forEach(part -> locals(part, outline));
        }
    }

    /** The key of an element is the name of a field, or a value: written without its type. */
    private static void key(SyntaxNode node, Outline outline) {
        node.first("literal_element")
                .flatMap(element -> element.first("identifier"))
                .ifPresent(name -> outline.name(name, Optional.empty()));
    }

    private static void addImport(SyntaxNode node, Outline outline) {
        String module = node.child("path").map(SyntaxNode::text).orElse("");
        Optional<SyntaxNode> name = node.child("name");
        switch (name.map(SyntaxNode::type).orElse("")) {
            case "dot" -> outline.imported(ImportKind.WILDCARD, module, "*", null, node);
            case "blank_identifier" ->
                    outline.imported(ImportKind.EFFECT, module, null, null, node);
            default ->
                    outline.imported(
                            ImportKind.MODULE,
                            module,
                            null,
                            name.map(SyntaxNode::text).orElse(null),
                            node);
        }
    }

    /** A declaration with one specification is that specification; one with several is not. */
    private static SyntaxNode outer(SyntaxNode definition) {
        return definition
                .parent()
                .filter(parent ->
                        parent.is("type_declaration", "const_declaration", "var_declaration"))
                .filter(SyntaxNode::hasOneNamedChild)
                .orElse(definition);
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.scopeStart()
                .map(start -> outline.comments().before(start, 1))
                .orElse(List.of());
    }

    @Override
    public int bodyStart(Candidate candidate) {
        return switch (candidate.kind()) {
            // The type parameters of a generic type have no braces, so the first one opens the
            // body.
            case STRUCT, INTERFACE -> candidate.bodyAtBrace();
            default -> Language.super.bodyStart(candidate);
        };
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean receiverExported =
                candidate.receiver() == null || beginsWithCapital(candidate.receiver());
        return beginsWithCapital(candidate.name())
                && receiverExported
                && (parent == null || parent.exported());
    }

    private static boolean beginsWithCapital(String name) {
        return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
    }
}
