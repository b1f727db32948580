package dev.cairn.index.language.java;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments;
import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.extract.ModuleRules.ModuleName;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import dev.cairn.index.parse.SyntaxProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Java (https://docs.oracle.com/javase/specs/jls/se25/html/). */
public final class JavaLanguage implements Language {

    private static final ModuleRules MODULES =
            ModuleRules.of("jvm").named(ModuleName.DEFINITION).sharingFolders();

    private static final Pattern IMPORT =
            Pattern.compile("import\\s+(static\\s+|module\\s+)?([\\w.$\\s]+?)(\\.\\s*\\*)?\\s*;");

    @Override
    public String id() {
        return "java";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("java");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("java");
    }

    @Override
    public ModuleRules modules() {
        return MODULES;
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "package_declaration" -> {
                node.first("scoped_identifier", "identifier")
                        .ifPresent(name -> outline.scope(name.text(), node));
                outline.skip(node);
            }
            case "import_declaration" -> {
                addImport(node, outline);
                outline.skip(node);
            }
            case "module_declaration" -> define(DefinitionKind.MODULE, node, outline);
            case "class_declaration" -> define(DefinitionKind.CLASS, node, outline);
            case "interface_declaration" -> define(DefinitionKind.INTERFACE, node, outline);
            case "enum_declaration" -> define(DefinitionKind.ENUM, node, outline);
            case "record_declaration" -> define(DefinitionKind.RECORD, node, outline);
            case "annotation_type_declaration" -> define(DefinitionKind.ANNOTATION, node, outline);
            case "method_declaration", "annotation_type_element_declaration" ->
                    define(DefinitionKind.METHOD, node, outline);
            case "constructor_declaration", "compact_constructor_declaration" ->
                    define(DefinitionKind.CONSTRUCTOR, node, outline);
            case "enum_constant" -> define(DefinitionKind.CONSTANT, node, outline);
            case "variable_declarator" -> variable(node, outline);
            case "formal_parameter" -> parameter(node, outline);
            case "catch_formal_parameter", "resource", "enhanced_for_statement" ->
                    node.child("name").ifPresent(outline::local);
            case "inferred_parameters", "type_pattern", "record_pattern_component" ->
                    node.children().stream()
                            .filter(child -> child.is("identifier"))
                            .forEach(outline::local);
            case "lambda_expression" ->
                    node.child("parameters")
                            .filter(parameter -> parameter.is("identifier"))
                            .ifPresent(outline::local);
            case "instanceof_expression" -> node.child("name").ifPresent(outline::local);
            case "labeled_statement", "break_statement", "continue_statement" ->
                    node.first("identifier").ifPresent(outline::leaveOut);
            case "element_value_pair" -> node.child("key").ifPresent(outline::leaveOut);
            default -> use(node, outline);
        }
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node));
    }

    private static void variable(SyntaxNode node, Outline outline) {
        SyntaxNode name = node.child("name").orElse(node);
        SyntaxNode around = node.parent().orElse(node);
        switch (around.type()) {
            case "field_declaration" -> field(DefinitionKind.FIELD, name, node, around, outline);
            case "constant_declaration" ->
                    field(DefinitionKind.CONSTANT, name, node, around, outline);
            case "local_variable_declaration" -> {
                // In a compact source file (JEP 512) the grammar takes fields for local variables.
                if (around.isIn("program")) {
                    field(DefinitionKind.FIELD, name, node, around, outline);
                } else {
                    outline.local(name);
                }
            }
            default -> outline.local(name);
        }
    }

    /**
     * The declarator is what other definitions can be in, the declaration is what belongs to it.
     */
    private static void field(
            DefinitionKind kind,
            SyntaxNode name,
            SyntaxNode declarator,
            SyntaxNode declaration,
            Outline outline) {
        outline.define(kind, name, declarator, declaration);
    }

    private static void parameter(SyntaxNode node, Outline outline) {
        boolean component =
                node.parent().filter(list -> list.isIn("record_declaration")).isPresent();
        node.child("name")
                .ifPresent(name -> {
                    if (component) {
                        outline.define(DefinitionKind.FIELD, name, node);
                    } else {
                        outline.local(name);
                    }
                });
    }

    private static void use(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "method_invocation" ->
                    node.child("name").ifPresent(name -> outline.call(name, node.child("object")));
            case "method_reference" ->
                    node.last("identifier")
                            .ifPresent(name -> outline.call(name, first(node, name)));
            case "object_creation_expression" -> creation(node, outline);
            case "marker_annotation", "annotation" ->
                    node.child("name")
                            .ifPresent(name -> outline.type(lastOf(name), Optional.empty()));
            case "type_parameter" ->
                    node.first("type_identifier", "identifier").ifPresent(outline::localType);
            case "type_identifier" -> type(node, outline);
            case "identifier" -> identifier(node, outline);
            default -> {
                // Has no name of its own.
            }
        }
    }

    /** The first parts of a scoped type are packages where they are written small. */
    private static void type(SyntaxNode node, Outline outline) {
        boolean scoped = node.isIn("scoped_type_identifier");
        if (scoped && Character.isLowerCase(node.text().codePointAt(0))) {
            outline.leaveOut(node);
        } else {
            outline.type(
                    node,
                    scoped
                            ? node.parent().flatMap(around -> first(around, node))
                            : Optional.empty());
        }
    }

    private static void creation(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> type = node.child("type");
        type.filter(generic -> generic.is("generic_type"))
                .flatMap(generic -> generic.first("type_identifier", "scoped_type_identifier"))
                .or(() -> type)
                .map(JavaLanguage::lastOf)
                .ifPresent(name ->
                        outline.call(
                                name, name.parent().flatMap(around -> receiver(around, name))));
    }

    private static Optional<SyntaxNode> receiver(SyntaxNode around, SyntaxNode name) {
        return around.is("scoped_type_identifier") ? first(around, name) : Optional.empty();
    }

    /** Returns the first child of a node, if it is not the name itself. */
    private static Optional<SyntaxNode> first(SyntaxNode node, SyntaxNode name) {
        return node.namedChildren().stream()
                .findFirst()
                .filter(first -> first.index() != name.index());
    }

    private static SyntaxNode lastOf(SyntaxNode name) {
        return name.last("identifier", "type_identifier").orElse(name);
    }

    private static void identifier(SyntaxNode node, Outline outline) {
        if (node.isField("field", "field_access")) {
            outline.name(node, node.parent().flatMap(access -> access.child("object")));
        } else if (isQualifier(node) && looksLikeType(node.text())) {
            outline.type(node, Optional.empty());
        } else {
            outline.name(node, Optional.empty());
        }
    }

    private static boolean isQualifier(SyntaxNode node) {
        return node.isField("object", "method_invocation", "field_access")
                || node.isIn("method_reference");
    }

    /** By convention, types begin with a capital and constants have nothing but capitals. */
    private static boolean looksLikeType(String name) {
        return Character.isUpperCase(name.codePointAt(0))
                && (name.length() == 1 || name.chars().anyMatch(Character::isLowerCase));
    }

    /** Read from the text, because the grammar does not know imports of modules (JEP 511). */
    private static void addImport(SyntaxNode node, Outline outline) {
        String text = outline.text();
        int end = text.indexOf(';', node.start());
        Matcher matcher =
                IMPORT.matcher(text.substring(node.start(), end < 0 ? node.end() : end + 1));
        if (!matcher.lookingAt()) {
            return;
        }
        String path = matcher.group(2).replaceAll("\\s+", "");
        String modifier = matcher.group(1) == null ? "" : matcher.group(1).strip();
        boolean all = matcher.group(3) != null;
        int dot = path.lastIndexOf('.');
        if (modifier.equals("module")) {
            outline.imported(ImportKind.MODULE, path, null, null, node);
            return;
        }
        ImportKind kind = all ? ImportKind.WILDCARD : ImportKind.NAME;
        outline.imported(
                modifier.equals("static") ? ImportKind.STATIC : kind,
                all ? path : path.substring(0, Math.max(dot, 0)),
                all ? "*" : path.substring(dot + 1),
                null,
                node);
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.scopeStart()
                .map(start -> documentationBefore(start, outline.comments()))
                .orElse(List.of());
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return documentationBefore(candidate.start(), outline.comments());
    }

    /** One {@code /**} comment, or the {@code ///} lines of JEP 467. */
    private static List<Span> documentationBefore(int offset, Comments comments) {
        List<Span> lines = comments.linesBefore(offset, "///");
        return lines.isEmpty() ? comments.documentationBefore(offset, "/**") : lines;
    }

    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        return modifiers(candidate.outer()).stream()
                .filter(JavaLanguage::isAnnotation)
                .map(SyntaxNode::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, Outline outline) {
        int start = candidate.start();
        for (SyntaxNode modifier : modifiers(candidate.outer())) {
            if (!isAnnotation(modifier) && !modifier.type().endsWith("comment")) {
                return modifier.start();
            }
            start = modifier.end();
        }
        return start;
    }

    private static List<SyntaxNode> modifiers(SyntaxNode definition) {
        return definition.first("modifiers").map(SyntaxNode::children).orElse(List.of());
    }

    private static boolean isAnnotation(SyntaxNode modifier) {
        return modifier.type().endsWith("annotation");
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        if (parent == null) {
            return candidate.kind() == DefinitionKind.MODULE || hasModifier(signature, "public");
        }
        return parent.exported() && isVisible(candidate, signature, parent);
    }

    private static boolean isVisible(Candidate candidate, String signature, Definition parent) {
        return switch (parent.kind()) {
            case INTERFACE, ANNOTATION -> !hasModifier(signature, "private");
            case ENUM ->
                    candidate.kind() == DefinitionKind.CONSTANT || hasModifier(signature, "public");
            default -> parent.kind().isScope() && hasModifier(signature, "public");
        };
    }

    /** Modifiers come before everything else that could contain the word between two spaces. */
    private static boolean hasModifier(String signature, String modifier) {
        return signature.startsWith(modifier + " ") || signature.contains(" " + modifier + " ");
    }

    @Override
    public List<SyntaxProblem> ownProblems(Outline outline, List<SyntaxProblem> problems) {
        return JavaSyntax.isValid(outline.text()) ? List.of() : problems;
    }
}
