package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.ParsedSource;
import io.github.treesitter.jtreesitter.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python; what is private follows PEP 8, what a docstring is PEP 257. */
final class PythonRules implements LanguageRules {

    /**
     * The module's name as it would be imported from the root, or from a folder {@code src} at the
     * root.
     */
    @Override
    public String scope(Outline outline, String path) {
        String module = path.substring(0, Math.max(path.lastIndexOf('.'), 0));
        if (module.startsWith("src/")) {
            module = module.substring("src/".length());
        }
        if (module.endsWith("/__init__")) {
            module = module.substring(0, module.length() - "/__init__".length());
        }
        return module.replace('/', '.');
    }

    @Override
    public Node outer(Node definition) {
        return definition
                .getParent()
                .filter(parent -> parent.getType().equals("decorated_definition"))
                .orElse(definition);
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return outline.docString(Outline.FILE).map(List::of).orElse(List.of());
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline, ParsedSource source) {
        return outline.docString(candidate.nameStart()).map(List::of).orElse(List.of());
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
    public List<String> decorators(Candidate candidate, ParsedSource source) {
        if (candidate.outer().equals(candidate.node())) {
            return List.of();
        }
        return candidate.outer().getNamedChildren().stream()
                .filter(child -> child.getType().equals("decorator"))
                .map(source::text)
                .toList();
    }

    @Override
    public int signatureStart(Candidate candidate, ParsedSource source) {
        return source.start(candidate.node());
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
