package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.ParsedSource;
import dev.cairn.index.parse.SourceLanguage;
import dev.cairn.index.parse.SyntaxProblem;
import io.github.treesitter.jtreesitter.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the queries cannot say about a language. */
interface LanguageRules {

    /** Returns the rules of a language that is parsed. */
    static LanguageRules of(SourceLanguage language) {
        return switch (language) {
            case JAVA -> new JavaRules();
            case PYTHON -> new PythonRules();
            case TYPESCRIPT, TSX, JAVASCRIPT -> new EcmaScriptRules();
            case GO -> new GoRules();
            default ->
                    throw new IllegalArgumentException(
                            "there are no rules for '" + language.id() + "'");
        };
    }

    /** Returns what the qualified names of a file begin with; empty for nothing. */
    default String scope(Outline outline, String path) {
        return outline.scope();
    }

    /** Returns the node around a definition that belongs to it too, else the definition. */
    default Node outer(Node definition) {
        return definition;
    }

    /** Returns the comments or the string that document a file; none if nothing does. */
    List<Span> fileDocumentation(Outline outline);

    /** Returns the comments or the string that document a definition; none if nothing does. */
    List<Span> documentation(Candidate candidate, Outline outline, ParsedSource source);

    /** Returns what documentation says, without the marks around it. */
    default String docstring(List<Span> documentation, Comments comments) {
        return comments.content(documentation);
    }

    /** Returns the annotations or decorators as written. */
    default List<String> decorators(Candidate candidate, ParsedSource source) {
        return List.of();
    }

    /** Returns the offset at which the signature begins. */
    default int signatureStart(Candidate candidate, ParsedSource source) {
        return candidate.start();
    }

    /** Returns the offset of the body, which the signature leaves out. */
    default int bodyStart(Candidate candidate, ParsedSource source) {
        return candidate
                .node()
                .getChildByFieldName("body")
                .map(source::start)
                .orElse(candidate.end());
    }

    /** Returns whether other files can use a definition. */
    boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline);

    /** Returns how something is imported, given what the query took it for. */
    default ImportKind importKind(ImportKind kind, String statement) {
        return kind;
    }

    /** Returns those of the problems that are the file's and not those of the grammar. */
    default List<SyntaxProblem> ownProblems(ParsedSource source, List<SyntaxProblem> problems) {
        return problems;
    }
}
