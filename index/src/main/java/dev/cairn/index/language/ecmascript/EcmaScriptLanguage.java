package dev.cairn.index.language.ecmascript;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments;
import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import dev.cairn.index.parse.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JavaScript, TypeScript and TSX (https://tc39.es/ecma262/, https://jsdoc.app/), which share all of
 * their rules: a node that one of the grammars does not have is never visited.
 */
public final class EcmaScriptLanguage implements Language {

    private static final ModuleRules MODULES =
            ModuleRules.of("ecmascript")
                    .importing(
                            ModuleRules.Imports.PATHS,
                            "",
                            ".ts",
                            ".tsx",
                            ".js",
                            ".jsx",
                            ".mjs",
                            ".cjs",
                            ".d.ts",
                            "/index.ts",
                            "/index.tsx",
                            "/index.js");

    private static final Pattern HIDDEN =
            Pattern.compile("(.*\\s)?(private|protected)\\s.*|.*#[\\w$]+.*");
    private static final Pattern FILE_TAG =
            Pattern.compile("(?s).*@(file|fileoverview|module|packageDocumentation)\\b.*");

    /** Valid TypeScript 5 that the grammar does not know. */
    private static final Pattern NEWER = Pattern.compile("\\s*export\\s+type\\s+\\*.*");

    private final String id;
    private final FileNames files;

    /** Makes one of the languages; its grammar has the same name. */
    public EcmaScriptLanguage(String id, FileNames files) {
        this.id = id;
        this.files = files;
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
        return MODULES;
    }

    @Override
    public boolean isComment(SyntaxNode node) {
        return node.is("comment");
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        if (!EcmaScriptImports.visit(node, outline)
                && !EcmaScriptDefinitions.visit(node, outline)) {
            EcmaScriptUses.visit(node, outline);
        }
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        Comments comments = outline.comments();
        Span first = comments.first();
        String raw = comments.raw(first);
        return raw.startsWith("/**") && FILE_TAG.matcher(raw).matches()
                ? List.of(first)
                : List.of();
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        List<Span> decorators = decoratorsBefore(candidate, outline);
        int start = decorators.isEmpty() ? candidate.start() : decorators.getFirst().start();
        return outline.comments().documentationBefore(start, "/**");
    }

    /**
     * A decorator is a child of what it decorates, of the export around that, or before a method.
     */
    @Override
    public List<String> decorators(Candidate candidate, Outline outline) {
        List<String> decorators = new ArrayList<>();
        decoratorsBefore(candidate, outline)
                .forEach(span -> decorators.add(outline.decorations().raw(span)));
        candidate.outer().children("decorator").forEach(node -> decorators.add(node.text()));
        if (!candidate.outer().equals(candidate.node())) {
            candidate.node().children("decorator").forEach(node -> decorators.add(node.text()));
        }
        return decorators;
    }

    private static List<Span> decoratorsBefore(Candidate candidate, Outline outline) {
        return candidate.node().is("method_definition")
                ? outline.decorations().before(candidate.start(), Integer.MAX_VALUE)
                : List.of();
    }

    @Override
    public int signatureStart(Candidate candidate, Outline outline) {
        int start = candidate.start();
        for (SyntaxNode decorator : candidate.outer().children("decorator")) {
            start = Math.max(start, decorator.end());
        }
        return start;
    }

    @Override
    public int bodyStart(Candidate candidate) {
        return body(candidate.node()).map(SyntaxNode::start).orElse(candidate.end());
    }

    @Override
    public int bodyEnd(Candidate candidate) {
        return body(candidate.node()).map(SyntaxNode::end).orElse(candidate.end());
    }

    private static Optional<SyntaxNode> body(SyntaxNode node) {
        return node.child("body").or(() -> body(node, "value")).or(() -> body(node, "right"));
    }

    private static Optional<SyntaxNode> body(SyntaxNode node, String field) {
        return node.child(field).flatMap(value -> value.child("body"));
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean byStatement =
                candidate.outer().is("export_statement")
                        || outline.exports().contains(candidate.name())
                        || signature.startsWith("exports.")
                        || signature.startsWith("module.exports");
        if (parent == null) {
            return byStatement;
        }
        return parent.exported()
                && switch (parent.kind()) {
                    case MODULE -> byStatement;
                    case CLASS, INTERFACE, ENUM -> !HIDDEN.matcher(headOf(signature)).matches();
                    default -> false;
                };
    }

    /** Modifiers and name come before the parameters. */
    private static String headOf(String signature) {
        int end = signature.indexOf('(');
        return end < 0 ? signature : signature.substring(0, end);
    }

    @Override
    public List<SyntaxProblem> ownProblems(Outline outline, List<SyntaxProblem> problems) {
        return problems.stream()
                .filter(problem -> !NEWER.matcher(outline.lines().text(problem.line())).matches())
                .toList();
    }
}
