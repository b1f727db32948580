package dev.cairn.index.language.ecmascript;

import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What JavaScript and TypeScript import. */
final class EcmaScriptImports {

    private EcmaScriptImports() {}

    /** Adds what a node imports; returns whether nothing else is to be asked of it. */
    static boolean visit(SyntaxNode node, Outline outline) {
        return switch (node.type()) {
            case "import_statement" -> {
                statement(node, outline);
                outline.skip(node);
                yield true;
            }
            case "export_statement" -> {
                yield reexport(node, outline);
            }
            case "variable_declarator" -> {
                node.child("value")
                        .flatMap(EcmaScriptImports::requiredModule)
                        .ifPresent(module -> required(node, module.text(), outline));
                yield false;
            }
            case "call_expression" -> {
                if (node.child("function").filter(called -> called.is("import")).isPresent()) {
                    firstString(node)
                            .ifPresent(module ->
                                    outline.imported(
                                            ImportKind.DYNAMIC, module.text(), null, null, module));
                }
                yield false;
            }
            default -> {
                yield false;
            }
        };
    }

    private static void statement(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> clause = node.first("import_clause");
        Optional<SyntaxNode> require = node.first("import_require_clause");
        String module = node.child("source").map(SyntaxNode::text).orElse("");
        if (require.isPresent()) {
            SyntaxNode part = require.get();
            add(
                    ImportKind.REQUIRE,
                    part.child("source").map(SyntaxNode::text).orElse(""),
                    null,
                    text(part.first("identifier")),
                    part,
                    outline);
        } else if (clause.isEmpty()) {
            add(ImportKind.EFFECT, module, null, null, node, outline);
        } else {
            clause.get().namedChildren().forEach(part -> clausePart(part, module, outline));
        }
    }

    private static void clausePart(SyntaxNode part, String module, Outline outline) {
        switch (part.type()) {
            case "identifier" -> add(ImportKind.DEFAULT, module, null, part.text(), part, outline);
            case "namespace_import" ->
                    add(
                            ImportKind.NAMESPACE,
                            module,
                            null,
                            text(part.first("identifier")),
                            part,
                            outline);
            case "named_imports" ->
                    part.namedChildren()
                            .forEach(specifier ->
                                    specifier(ImportKind.NAME, specifier, module, outline));
            default -> {
                // A comment.
            }
        }
    }

    private static void specifier(
            ImportKind kind, SyntaxNode specifier, String module, Outline outline) {
        specifier
                .child("name")
                .ifPresent(name ->
                        add(
                                kind,
                                module,
                                name.text(),
                                text(specifier.child("alias")),
                                specifier,
                                outline));
    }

    private static boolean reexport(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> source = node.child("source");
        if (source.isEmpty()) {
            return false;
        }
        String module = source.get().text();
        Optional<SyntaxNode> clause = node.first("export_clause");
        if (clause.isPresent()) {
            clause.get()
                    .namedChildren()
                    .forEach(part -> {
                        specifier(ImportKind.EXPORT, part, module, outline);
                        part.child("name").ifPresent(name -> outline.export(name.text()));
                    });
        } else {
            String alias =
                    text(node.first("namespace_export").flatMap(all -> all.first("identifier")));
            add(ImportKind.EXPORT, module, "*", alias, node, outline);
        }
        outline.skip(node);
        return true;
    }

    private static void required(SyntaxNode declarator, String module, Outline outline) {
        SyntaxNode name = declarator.child("name").orElse(declarator);
        if (name.is("identifier")) {
            add(ImportKind.REQUIRE, module, null, name.text(), name, outline);
        } else if (name.is("object_pattern")) {
            for (SyntaxNode part : name.namedChildren()) {
                if (part.is("shorthand_property_identifier_pattern")) {
                    add(ImportKind.REQUIRE, module, part.text(), null, part, outline);
                } else if (part.is("pair_pattern")) {
                    add(
                            ImportKind.REQUIRE,
                            module,
                            text(part.child("key")),
                            text(part.child("value")),
                            part,
                            outline);
                }
            }
        }
    }

    /** Returns the module of a call of {@code require}. */
    static Optional<SyntaxNode> requiredModule(SyntaxNode value) {
        return value.is("call_expression")
                        && value.child("function")
                                .filter(called -> called.text().equals("require"))
                                .isPresent()
                ? firstString(value)
                : Optional.empty();
    }

    private static Optional<SyntaxNode> firstString(SyntaxNode call) {
        return call.child("arguments")
                .flatMap(SyntaxNode::firstNamedButComments)
                .filter(argument -> argument.is("string"));
    }

    private static void add(
            ImportKind kind,
            String module,
            @Nullable String name,
            @Nullable String alias,
            SyntaxNode at,
            Outline outline) {
        outline.imported(kind, module, name, alias, at);
    }

    private static @Nullable String text(Optional<SyntaxNode> node) {
        return node.map(SyntaxNode::text).orElse(null);
    }
}
