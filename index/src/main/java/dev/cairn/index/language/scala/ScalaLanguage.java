package dev.cairn.index.language.scala;

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
import org.jspecify.annotations.Nullable;

/** Scala (https://docs.scala-lang.org/scala3/reference/syntax.html). */
public final class ScalaLanguage implements Language {

    @Override
    public String id() {
        return "scala";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("scala sc sbt");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("scala");
    }

    @Override
    public ModuleRules modules() {
        return ModuleRules.of("jvm").sharingFolders();
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "package_clause" ->
                    node.child("name").ifPresent(name -> outline.scope(name.text(), node));
            case "package_identifier" -> outline.skip(node);
            case "import_declaration" -> {
                imported(node, outline);
                outline.skip(node);
            }
            case "class_definition" -> define(DefinitionKind.CLASS, node, outline);
            case "object_definition", "package_object" ->
                    define(DefinitionKind.OBJECT, node, outline);
            case "trait_definition" -> define(DefinitionKind.TRAIT, node, outline);
            case "enum_definition" -> define(DefinitionKind.ENUM, node, outline);
            case "simple_enum_case", "full_enum_case" ->
                    define(DefinitionKind.CONSTANT, node, outline);
            case "type_definition" -> define(DefinitionKind.TYPE, node, outline);
            case "function_definition", "function_declaration" ->
                    define(
                            isMember(outline) ? DefinitionKind.METHOD : DefinitionKind.FUNCTION,
                            node,
                            outline);
            case "given_definition" -> define(DefinitionKind.VARIABLE, node, outline);
            case "val_definition", "var_definition", "val_declaration", "var_declaration" ->
                    value(node, outline);
            case "class_parameter" -> define(DefinitionKind.FIELD, node, outline);
            case "parameter", "binding" -> node.child("name").ifPresent(outline::local);
            default -> use(node, outline);
        }
    }

    private static boolean isMember(Outline outline) {
        return outline.aroundKind().filter(DefinitionKind::isScope).isPresent();
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name").ifPresent(name -> outline.define(kind, name, node));
    }

    private static void value(SyntaxNode node, Outline outline) {
        boolean member = isMember(outline);
        boolean local = outline.aroundKind().isPresent() && !member;
        node.child("pattern")
                .or(() -> node.child("name"))
                .filter(name -> name.is("identifier"))
                .ifPresent(name -> {
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

    private static void use(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "call_expression" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "generic_function" ->
                    node.child("function").ifPresent(called -> call(called, outline));
            case "instance_expression" ->
                    node.first("type_identifier")
                            .ifPresent(type -> outline.call(type, Optional.empty()));
            case "annotation" ->
                    node.child("name").ifPresent(type -> outline.type(type, Optional.empty()));
            case "type_identifier" -> outline.type(node, Optional.empty());
            case "identifier", "operator_identifier" ->
                    outline.name(
                            node,
                            node.parent()
                                    .filter(around ->
                                            around.is("field_expression")
                                                    && node.field().equals("field"))
                                    .flatMap(around -> around.child("value")));
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        if (called.is("identifier")) {
            outline.call(called, Optional.empty());
        } else if (called.is("field_expression")) {
            called.child("field").ifPresent(name -> outline.call(name, called.child("value")));
        }
    }

    /** Read from the text: paths, selectors and renamed names, several in one statement. */
    private static void imported(SyntaxNode node, Outline outline) {
        String text = node.text().replaceFirst("^import\\s+", "").strip();
        for (String part : text.split(",(?![^{]*\\})", -1)) {
            String path = part.strip();
            int brace = path.indexOf('{');
            if (brace < 0) {
                name(path, node, outline);
            } else {
                String prefix = path.substring(0, brace);
                String list = path.substring(brace + 1).replace("}", "");
                for (String name : list.split(",", -1)) {
                    name(prefix + name.strip(), node, outline);
                }
            }
        }
    }

    private static void name(String path, SyntaxNode node, Outline outline) {
        String[] renamed = path.split("\\s*(=>|\\bas\\b)\\s*", 2);
        int dot = renamed[0].lastIndexOf('.');
        String name = renamed[0].substring(dot + 1).strip();
        boolean all = name.equals("_") || name.equals("*");
        outline.imported(
                all ? ImportKind.WILDCARD : ImportKind.NAME,
                renamed[0].substring(0, Math.max(0, dot)),
                all ? "*" : name,
                renamed.length > 1 ? renamed[1] : null,
                node);
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return outline.comments().documentationBefore(candidate.start(), "/**");
    }

    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        return candidate.node().children().stream()
                .filter(child -> child.is("annotation"))
                .map(SyntaxNode::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, Outline outline) {
        return candidate.node().last("annotation").map(SyntaxNode::end).orElse(candidate.start());
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        int name = signature.indexOf(candidate.name());
        String head = name < 0 ? signature : signature.substring(0, name);
        boolean hidden = head.contains("private") || head.contains("protected");
        return !hidden && (parent == null || (parent.exported() && parent.kind().isScope()));
    }
}
