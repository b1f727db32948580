package dev.cairn.index.language.kotlin;

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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kotlin (https://kotlinlang.org/docs/reference/grammar.html); its grammar names no fields. */
public final class KotlinLanguage implements Language {

    private static final Pattern FUN_INTERFACE = Pattern.compile("\\bfun(?=\\s+interface\\b)");

    @Override
    public String id() {
        return "kotlin";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("kt kts");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("kotlin");
    }

    @Override
    public ModuleRules modules() {
        return ModuleRules.of("jvm").sharingFolders();
    }

    /** The grammar does not know {@code fun interface}. */
    @Override
    public Optional<String> plainer(String text) {
        return Optional.of(FUN_INTERFACE.matcher(text).replaceAll("   "));
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "package_header" -> {
                node.first("identifier").ifPresent(name -> outline.scope(name.text(), node));
                outline.skip(node);
            }
            case "import_header" -> {
                imported(node, outline);
                outline.skip(node);
            }
            case "class_declaration" -> define(classKind(node), node, outline);
            case "object_declaration" -> define(DefinitionKind.OBJECT, node, outline);
            case "companion_object" -> companion(node, outline);
            case "type_alias" -> define(DefinitionKind.TYPE, node, outline);
            case "function_declaration" ->
                    define(
                            isMember(outline) ? DefinitionKind.METHOD : DefinitionKind.FUNCTION,
                            node,
                            outline);
            case "enum_entry" -> define(DefinitionKind.CONSTANT, node, outline);
            case "secondary_constructor" ->
                    node.first("constructor")
                            .ifPresent(at -> outline.define(DefinitionKind.CONSTRUCTOR, at, node));
            case "property_declaration" -> property(node, outline);
            case "class_parameter" -> parameter(node, outline);
            case "parameter", "variable_declaration", "catch_block" ->
                    node.first("simple_identifier").ifPresent(outline::local);
            case "type_parameter" -> node.first("type_identifier").ifPresent(outline::localType);
            default -> use(node, outline);
        }
    }

    private static boolean isMember(Outline outline) {
        return outline.aroundKind().filter(DefinitionKind::isScope).isPresent();
    }

    private static DefinitionKind classKind(SyntaxNode node) {
        if (node.has("interface")) {
            return DefinitionKind.INTERFACE;
        }
        return node.has("enum") || node.has("enum_class_body")
                ? DefinitionKind.ENUM
                : DefinitionKind.CLASS;
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.first("type_identifier", "simple_identifier")
                .ifPresent(name -> outline.define(kind, name, node));
    }

    private static void companion(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> name = node.first("type_identifier");
        outline.define(
                DefinitionKind.OBJECT,
                name.orElse(node),
                name.map(SyntaxNode::text).orElse("Companion"),
                node,
                node,
                null);
    }

    private static void property(SyntaxNode node, Outline outline) {
        boolean member = isMember(outline);
        boolean local = outline.aroundKind().isPresent() && !member;
        node.first("variable_declaration", "multi_variable_declaration").stream()
                .flatMap(declared ->
                        declared.is("variable_declaration")
                                ? java.util.stream.Stream.of(declared)
                                : declared.namedChildren().stream())
                .flatMap(declared -> declared.first("simple_identifier").stream())
                .forEach(name -> {
                    if (local) {
                        outline.local(name);
                    } else {
                        outline.define(
                                member ? DefinitionKind.FIELD : DefinitionKind.VARIABLE,
                                name,
                                node);
                    }
                });
    }

    /** A parameter of the primary constructor with {@code val} or {@code var} is a property. */
    private static void parameter(SyntaxNode node, Outline outline) {
        boolean property = node.has("binding_pattern_kind") || node.has("val") || node.has("var");
        node.first("simple_identifier")
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
            case "call_expression" ->
                    node.firstNamedButComments().ifPresent(called -> call(called, outline));
            case "type_identifier" -> outline.type(node, Optional.empty());
            case "simple_identifier" -> identifier(node, outline);
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        if (called.is("simple_identifier")) {
            outline.call(called, Optional.empty());
        } else if (called.is("navigation_expression")) {
            called.last("navigation_suffix")
                    .flatMap(suffix -> suffix.first("simple_identifier"))
                    .ifPresent(name -> outline.call(name, called.firstNamedButComments()));
        }
    }

    private static void identifier(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> access =
                node.parent()
                        .filter(around -> around.is("navigation_suffix"))
                        .flatMap(SyntaxNode::parent);
        boolean type =
                node.isIn("navigation_expression")
                        && Character.isUpperCase(node.text().codePointAt(0));
        if (node.isIn("value_argument")
                && node.parent().filter(p -> p.has("=")).isPresent()
                && node.parent()
                        .flatMap(SyntaxNode::firstNamedButComments)
                        .filter(node::equals)
                        .isPresent()) {
            outline.leaveOut(node);
        } else if (type) {
            outline.type(node, Optional.empty());
        } else {
            outline.name(node, access.flatMap(SyntaxNode::firstNamedButComments));
        }
    }

    private static void imported(SyntaxNode node, Outline outline) {
        String path = node.first("identifier").map(SyntaxNode::text).orElse("");
        if (node.has("wildcard_import")) {
            outline.imported(ImportKind.WILDCARD, path, "*", null, node);
            return;
        }
        int dot = path.lastIndexOf('.');
        outline.imported(
                ImportKind.NAME,
                path.substring(0, Math.max(0, dot)),
                path.substring(dot + 1),
                node.first("import_alias")
                        .flatMap(alias -> alias.first("type_identifier", "simple_identifier"))
                        .map(SyntaxNode::text)
                        .orElse(null),
                node);
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return outline.comments().documentationBefore(candidate.start(), "/**");
    }

    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        return candidate.node().first("modifiers").stream()
                .flatMap(modifiers -> modifiers.children().stream())
                .filter(modifier -> modifier.is("annotation"))
                .map(SyntaxNode::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, Outline outline) {
        int start = candidate.start();
        Optional<SyntaxNode> modifiers = candidate.node().first("modifiers");
        if (modifiers.isEmpty()) {
            return start;
        }
        for (SyntaxNode modifier : modifiers.get().children()) {
            if (!modifier.is("annotation")) {
                return modifier.start();
            }
            start = modifier.end();
        }
        return start;
    }

    @Override
    public int bodyStart(Candidate candidate) {
        return candidate
                .node()
                .first("class_body", "enum_class_body", "function_body")
                .map(SyntaxNode::start)
                .orElse(candidate.end());
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        int name = signature.indexOf(candidate.name());
        String head = name < 0 ? signature : signature.substring(0, name);
        boolean hidden = head.contains("private ") || head.contains("protected ");
        return !hidden && (parent == null || (parent.exported() && parent.kind().isScope()));
    }
}
