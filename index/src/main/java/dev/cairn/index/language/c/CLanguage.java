package dev.cairn.index.language.c;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * C and C++, whose rules are the same: a node that the grammar of C does not have is never visited.
 * Macros are not expanded; both branches of a condition are read.
 */
public final class CLanguage implements Language {

    /** What a header of C++ has at the beginning of a line, and none of C. */
    private static final Pattern CPP =
            Pattern.compile(
                    "(?m)^[ \\t]*(template\\s*<|namespace\\s+\\w|class\\s+\\w|using\\s+\\w"
                            + "|(public|private|protected)\\s*:)");

    private final String id;
    private final FileNames files;

    /** Makes one of the two languages; its grammar has the same name. */
    public CLanguage(String id, FileNames files) {
        this.id = id;
        this.files = files;
    }

    /** Returns whether the text of a header is C++. */
    public static boolean isCpp(String text) {
        return CPP.matcher(text).find();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public FileNames files() {
        return files;
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of(id);
    }

    @Override
    public ModuleRules modules() {
        return ModuleRules.of("c");
    }

    @Override
    public Optional<String> plainer(String text) {
        return Optional.of(MacroText.without(text));
    }

    @Override
    public String separator() {
        return "::";
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "preproc_include" ->
                    node.child("path").ifPresent(path -> include(path, node, outline));
            case "preproc_def", "preproc_function_def" ->
                    define(DefinitionKind.MACRO, node, outline);
            case "namespace_definition" -> define(DefinitionKind.MODULE, node, outline);
            case "class_specifier" -> withBody(DefinitionKind.CLASS, node, outline);
            case "struct_specifier", "union_specifier" ->
                    withBody(DefinitionKind.STRUCT, node, outline);
            case "enum_specifier" -> withBody(DefinitionKind.ENUM, node, outline);
            case "enumerator" -> define(DefinitionKind.CONSTANT, node, outline);
            case "alias_declaration", "concept_definition" ->
                    define(DefinitionKind.TYPE, node, outline);
            case "type_definition" ->
                    node.children("declarator").forEach(name -> typedef(name, node, outline));
            case "function_definition" -> function(node, outline);
            case "declaration" ->
                    node.children("declarator").forEach(name -> declared(name, node, outline));
            case "field_declaration" ->
                    node.children("declarator").forEach(name -> member(name, node, outline));
            case "parameter_declaration", "optional_parameter_declaration", "for_range_loop" ->
                    node.child("declarator")
                            .map(Declarator::of)
                            .ifPresent(found -> outline.local(found.name()));
            case "type_parameter_declaration" ->
                    node.first("type_identifier").ifPresent(outline::localType);
            case "labeled_statement", "goto_statement" ->
                    node.first("statement_identifier").ifPresent(outline::leaveOut);
            default -> CUses.visit(node, outline);
        }
    }

    private static void include(SyntaxNode path, SyntaxNode node, Outline outline) {
        String text = path.text();
        String module = text.startsWith("<") ? text.substring(1, text.length() - 1) : text;
        outline.imported(ImportKind.MODULE, module, null, null, node);
        outline.skip(node);
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name")
                .ifPresent(name -> outline.define(kind, withoutArguments(name), node, outer(node)));
    }

    /** A specialization of a template has the name of the template. */
    private static SyntaxNode withoutArguments(SyntaxNode name) {
        return name.is("template_type") ? name.child("name").orElse(name) : name;
    }

    /** Without a body the type is only used. */
    private static void withBody(DefinitionKind kind, SyntaxNode node, Outline outline) {
        if (node.child("body").isPresent()) {
            define(kind, node, outline);
        }
    }

    private static void typedef(SyntaxNode declarator, SyntaxNode node, Outline outline) {
        outline.define(DefinitionKind.TYPE, Declarator.of(declarator).name(), node);
    }

    private static void function(SyntaxNode node, Outline outline) {
        node.child("declarator")
                .map(Declarator::of)
                .filter(found -> !found.name().text().isEmpty())
                .ifPresent(found -> {
                    outline.define(
                            functionKind(found, outline),
                            found.name(),
                            found.label(),
                            node,
                            outer(node),
                            found.scope().orElse(null));
                });
    }

    private static DefinitionKind functionKind(Declarator found, Outline outline) {
        if (!isMember(outline) && found.scope().isEmpty()) {
            return DefinitionKind.FUNCTION;
        }
        String name = found.label();
        Optional<String> type = found.scope().or(outline::aroundName);
        return type.filter(owner -> owner.equals(name) || owner.endsWith("::" + name)).isPresent()
                ? DefinitionKind.CONSTRUCTOR
                : DefinitionKind.METHOD;
    }

    private static boolean isMember(Outline outline) {
        return outline.aroundKind()
                .filter(kind -> kind == DefinitionKind.CLASS || kind == DefinitionKind.STRUCT)
                .isPresent();
    }

    /** A declaration outside of functions: a prototype or a variable. */
    private static void declared(SyntaxNode declarator, SyntaxNode node, Outline outline) {
        Declarator found = Declarator.of(declarator);
        boolean global =
                outline.aroundKind().filter(kind -> kind != DefinitionKind.MODULE).isEmpty();
        if (isMember(outline)) {
            member(declarator, node, outline);
        } else if (!global) {
            outline.local(found.name());
        } else if (found.isFunction()) {
            define(DefinitionKind.FUNCTION, found, node, outline);
        } else if (found.scope().isEmpty()) {
            outline.define(DefinitionKind.VARIABLE, found.name(), node, outer(node));
        }
    }

    private static void member(SyntaxNode declarator, SyntaxNode node, Outline outline) {
        Declarator found = Declarator.of(declarator);
        define(
                found.isFunction() ? DefinitionKind.METHOD : DefinitionKind.FIELD,
                found,
                node,
                outline);
    }

    private static void define(
            DefinitionKind kind, Declarator found, SyntaxNode node, Outline outline) {
        outline.define(kind, found.name(), found.label(), node, outer(node), null);
    }

    private static SyntaxNode outer(SyntaxNode node) {
        return node.parent().filter(around -> around.is("template_declaration")).orElse(node);
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean hidden = parent == null && signature.startsWith("static ");
        return !hidden && (parent == null || (parent.exported() && parent.kind().isScope()));
    }
}
