package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.ParsedSource;
import io.github.treesitter.jtreesitter.Node;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Go (https://go.dev/ref/spec#Exported_identifiers, https://go.dev/doc/comment). */
final class GoRules implements LanguageRules {

    private static final Set<String> DECLARATIONS =
            Set.of("type_declaration", "const_declaration", "var_declaration");

    /** A declaration with one specification is that specification; one with several is not. */
    @Override
    public Node outer(Node definition) {
        return definition
                .getParent()
                .filter(parent -> DECLARATIONS.contains(parent.getType()))
                .filter(parent -> parent.getNamedChildCount() == 1)
                .orElse(definition);
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.scopeStart()
                .map(start -> outline.comments().before(start, 1))
                .orElse(List.of());
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline, ParsedSource source) {
        return outline.comments().before(candidate.start(), 1);
    }

    @Override
    public int bodyStart(Candidate candidate, ParsedSource source) {
        return switch (candidate.kind()) {
            case STRUCT, INTERFACE -> braceAfter(candidate, source);
            default -> LanguageRules.super.bodyStart(candidate, source);
        };
    }

    /** The type parameters of a generic type have no braces, so the first one opens the body. */
    private static int braceAfter(Candidate candidate, ParsedSource source) {
        int brace = source.text().indexOf('{', candidate.nameStart());
        return brace < 0 ? candidate.end() : Math.min(brace, candidate.end());
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
