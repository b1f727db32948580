package dev.cairn.index.language.python;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments;
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

/** Python; what is private follows PEP 8, what a docstring is PEP 257. */
public final class PythonLanguage implements Language {

    private static final ModuleRules MODULES =
            ModuleRules.of("python")
                    .importing(ModuleRules.Imports.DOTTED_NAMES, ".py", "/__init__.py", ".pyi");

    @Override
    public String id() {
        return "python";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("py pyi pyw").interpreters("python pypy");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("python");
    }

    @Override
    public ModuleRules modules() {
        return MODULES;
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "class_definition" -> define(DefinitionKind.CLASS, node, outline);
            case "function_definition" ->
                    define(
                            outline.aroundKind().filter(DefinitionKind.CLASS::equals).isPresent()
                                    ? DefinitionKind.METHOD
                                    : DefinitionKind.FUNCTION,
                            node,
                            outline);
            case "type_alias_statement" ->
                    node.child("left")
                            .flatMap(PythonLanguage::firstIdentifier)
                            .ifPresent(name -> outline.define(DefinitionKind.TYPE, name, node));
            case "assignment" -> assignment(node, outline);
            case "import_statement" -> {
                node.children("name").forEach(name -> importModule(name, outline));
                outline.skip(node);
            }
            case "import_from_statement" -> {
                importNames(node, ImportKind.NAME, outline);
                outline.skip(node);
            }
            case "future_import_statement" -> {
                node.children("name")
                        .forEach(
                                name -> importName("__future__", name, ImportKind.FUTURE, outline));
                outline.skip(node);
            }
            case "keyword_argument" -> node.child("name").ifPresent(outline::leaveOut);
            case "default_parameter", "typed_default_parameter" ->
                    node.child("name").ifPresent(outline::local);
            case "for_statement", "for_in_clause" ->
                    node.child("left").ifPresent(left -> locals(left, outline));
            case "as_pattern_target" -> locals(node, outline);
            case "named_expression" -> node.child("name").ifPresent(outline::local);
            default -> use(node, outline);
        }
    }

    private static void use(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "call" -> node.child("function").ifPresent(called -> call(called, outline));
            case "decorator" ->
                    node.first("identifier", "attribute")
                            .ifPresent(called -> call(called, outline));
            case "identifier" -> identifier(node, outline);
            default -> {
                // Has no name of its own.
            }
        }
    }

    private static void call(SyntaxNode called, Outline outline) {
        if (called.is("identifier")) {
            outline.call(called, Optional.empty());
        } else if (called.is("attribute")) {
            called.child("attribute").ifPresent(name -> outline.call(name, called.child("object")));
        }
    }

    private static void identifier(SyntaxNode node, Outline outline) {
        if (node.isIn("parameters", "lambda_parameters", "typed_parameter")
                || node.isIn("list_splat_pattern", "dictionary_splat_pattern")) {
            outline.local(node);
            return;
        }
        Optional<SyntaxNode> receiver =
                node.isField("attribute", "attribute")
                        ? node.parent().flatMap(around -> around.child("object"))
                        : Optional.empty();
        if (isType(node)) {
            outline.type(node, receiver);
        } else {
            outline.name(node, receiver);
        }
    }

    private static boolean isType(SyntaxNode node) {
        SyntaxNode whole = node;
        while (whole.isIn("attribute", "generic_type", "member_type", "union_type")
                && !whole.isField("object", "attribute")) {
            whole = whole.parent().orElse(whole);
        }
        return whole.isIn("type")
                || (whole.isIn("argument_list")
                        && whole.parent()
                                .filter(list -> list.isField("superclasses", "class_definition"))
                                .isPresent());
    }

    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        SyntaxNode outer =
                node.parent().filter(around -> around.is("decorated_definition")).orElse(node);
        node.child("name")
                .ifPresent(name ->
                        outline.define(
                                kind,
                                name.start(),
                                name.text(),
                                node,
                                outer,
                                null,
                                node.endWithoutComments()));
    }

    private static Optional<SyntaxNode> firstIdentifier(SyntaxNode type) {
        Optional<SyntaxNode> inner = Optional.of(type);
        while (inner.isPresent() && !inner.get().is("identifier")) {
            inner = inner.get().namedChildren().stream().findFirst();
        }
        return inner;
    }

    /** A module's and a class's assignments define something, in whatever blocks they stand. */
    private static void assignment(SyntaxNode node, Outline outline) {
        // In a = b = c the second assignment is in the first one, and was visited with it.
        if (node.isIn("assignment")) {
            return;
        }
        Optional<DefinitionKind> around = outline.aroundKind();
        Optional<SyntaxNode> next = Optional.of(node);
        while (next.filter(part -> part.is("assignment")).isPresent()) {
            SyntaxNode part = next.get();
            part.child("left").ifPresent(left -> target(around, left, part, outline));
            next = part.child("right");
        }
    }

    private static void target(
            Optional<DefinitionKind> around, SyntaxNode left, SyntaxNode part, Outline outline) {
        if (around.isEmpty()) {
            values(DefinitionKind.VARIABLE, left, part, outline);
        } else if (around.get() == DefinitionKind.CLASS) {
            values(DefinitionKind.FIELD, left, part, outline);
        } else {
            locals(left, outline);
        }
    }

    private static void values(
            DefinitionKind kind, SyntaxNode left, SyntaxNode assignment, Outline outline) {
        if (left.is("identifier")) {
            outline.define(kind, left, assignment, statement(assignment));
        } else if (left.is("pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern")) {
            left.namedChildren().forEach(part -> values(kind, part, assignment, outline));
        }
    }

    private static SyntaxNode statement(SyntaxNode assignment) {
        SyntaxNode outer = assignment;
        while (outer.isIn("assignment")) {
            outer = outer.parent().orElse(outer);
        }
        return outer;
    }

    private static void locals(SyntaxNode pattern, Outline outline) {
        if (pattern.is("identifier")) {
            outline.local(pattern);
        } else if (pattern.is(
                "pattern_list", "tuple_pattern", "list_pattern", "as_pattern_target")) {
            pattern.namedChildren().forEach(part -> locals(part, outline));
        }
    }

    private static void importModule(SyntaxNode name, Outline outline) {
        String module = name.child("name").orElse(name).text();
        String alias = name.child("alias").map(SyntaxNode::text).orElse(null);
        outline.imported(ImportKind.MODULE, module, null, alias, name);
    }

    private static void importNames(SyntaxNode node, ImportKind kind, Outline outline) {
        String module = node.child("module_name").map(SyntaxNode::text).orElse("");
        node.children("name").forEach(name -> importName(module, name, kind, outline));
        node.first("wildcard_import")
                .ifPresent(all -> outline.imported(ImportKind.WILDCARD, module, "*", null, all));
    }

    private static void importName(
            String module, SyntaxNode name, ImportKind kind, Outline outline) {
        outline.imported(
                kind,
                module,
                name.child("name").orElse(name).text(),
                name.child("alias").map(SyntaxNode::text).orElse(null),
                name);
    }

    /**
     * The module's name as it would be imported from the root, or from a folder {@code src} at the
     * root.
     */
    @Override
    public String scope(Outline outline) {
        String path = outline.path();
        int dot = path.lastIndexOf('.');
        String module = dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
        if (module.startsWith("src/")) {
            module = module.substring("src/".length());
        }
        if (module.endsWith("/__init__")) {
            module = module.substring(0, module.length() - "/__init__".length());
        }
        return module.replace('/', '.');
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.root().map(PythonLanguage::documentationIn).orElse(List.of());
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return switch (candidate.kind()) {
            case CLASS, METHOD, FUNCTION ->
                    candidate
                            .node()
                            .child("body")
                            .map(PythonLanguage::documentationIn)
                            .orElse(List.of());
            default -> List.of();
        };
    }

    private static List<Span> documentationIn(SyntaxNode block) {
        return block.firstNamedButComments()
                .filter(statement -> statement.is("expression_statement"))
                .flatMap(SyntaxNode::firstNamedButComments)
                .filter(string -> string.is("string"))
                .map(string -> List.of(new Span(string.start(), string.end())))
                .orElse(List.of());
    }

    @Override
    public String docstring(List<Span> documentation, Comments comments) {
        return content(comments.raw(documentation.getFirst()));
    }

    /** Returns what a string literal says, as far as PEP 257 has it shown. */
    private static String content(String literal) {
        int quote = 0;
        while (quote < literal.length() && Character.isLetter(literal.charAt(quote))) {
            quote++;
        }
        String quoted = literal.substring(quote);
        int width = quoted.startsWith("\"\"\"") || quoted.startsWith("'''") ? 3 : 1;
        if (quoted.length() < 2 * width) {
            return "";
        }
        String content = quoted.substring(width, quoted.length() - width);
        int lineBreak = content.indexOf('\n');
        if (lineBreak < 0) {
            return content.strip();
        }
        String first = content.substring(0, lineBreak).strip();
        return (first + "\n" + content.substring(lineBreak + 1).stripTrailing().stripIndent())
                .strip();
    }

    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        return candidate.outer().children().stream()
                .filter(child -> child.is("decorator"))
                .map(SyntaxNode::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, Outline outline) {
        return candidate.outer().is("decorated_definition")
                ? candidate.node().start()
                : candidate.start();
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        String name = candidate.name();
        boolean special = name.startsWith("__") && name.endsWith("__");
        boolean visible = special || !name.startsWith("_");
        return visible && (parent == null || (parent.exported() && parent.kind().isScope()));
    }
}
