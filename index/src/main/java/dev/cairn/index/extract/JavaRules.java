package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.JavaSyntax;
import dev.cairn.index.parse.ParsedSource;
import dev.cairn.index.parse.SyntaxProblem;
import io.github.treesitter.jtreesitter.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Java (https://docs.oracle.com/javase/specs/jls/se25/html/). */
final class JavaRules implements LanguageRules {

    private static final Pattern STATIC_IMPORT = Pattern.compile("import\\s+static\\b.*");

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.scopeStart()
                .map(start -> documentationBefore(start, outline.comments()))
                .orElse(List.of());
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline, ParsedSource source) {
        return documentationBefore(candidate.start(), outline.comments());
    }

    /** One {@code /**} comment, or the {@code ///} lines of JEP 467. */
    private static List<Span> documentationBefore(int offset, Comments comments) {
        List<Span> found = comments.before(offset, Integer.MAX_VALUE);
        int from = found.size();
        while (from > 0 && comments.raw(found.get(from - 1)).startsWith("///")) {
            from--;
        }
        if (from < found.size()) {
            return found.subList(from, found.size());
        }
        boolean documented = from > 0 && comments.raw(found.get(from - 1)).startsWith("/**");
        return documented ? found.subList(from - 1, from) : List.of();
    }

    @Override
    public List<String> decorators(Candidate candidate, ParsedSource source) {
        return modifiers(candidate.node()).stream()
                .filter(JavaRules::isAnnotation)
                .map(source::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, ParsedSource source) {
        int start = candidate.start();
        for (Node modifier : modifiers(candidate.node())) {
            if (!isAnnotation(modifier)) {
                return source.start(modifier);
            }
            start = source.end(modifier);
        }
        return start;
    }

    private static List<Node> modifiers(Node definition) {
        List<Node> modifiers = new ArrayList<>();
        definition
                .getNamedChild(0)
                .filter(first -> first.getType().equals("modifiers"))
                .ifPresent(first -> modifiers.addAll(first.getChildren()));
        return modifiers;
    }

    private static boolean isAnnotation(Node modifier) {
        return modifier.getType().endsWith("annotation");
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        if (parent == null) {
            return hasModifier(signature, "public");
        }
        return switch (parent.kind()) {
            case INTERFACE, ANNOTATION -> parent.exported() && !hasModifier(signature, "private");
            case ENUM ->
                    parent.exported()
                            && (candidate.kind() == DefinitionKind.CONSTANT
                                    || hasModifier(signature, "public"));
            default ->
                    parent.exported()
                            && parent.kind().isScope()
                            && hasModifier(signature, "public");
        };
    }

    /** Modifiers come before everything else that could contain the word between two spaces. */
    private static boolean hasModifier(String signature, String modifier) {
        return signature.startsWith(modifier + " ") || signature.contains(" " + modifier + " ");
    }

    @Override
    public ImportKind importKind(ImportKind kind, String statement) {
        return STATIC_IMPORT.matcher(statement).matches() ? ImportKind.STATIC : kind;
    }

    @Override
    public List<SyntaxProblem> ownProblems(ParsedSource source, List<SyntaxProblem> problems) {
        return !problems.isEmpty() && JavaSyntax.isValid(source.text()) ? List.of() : problems;
    }
}
