package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.SyntaxNode;
import dev.cairn.index.parse.SyntaxProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the index knows about one language: how its files are recognised, what its definitions,
 * imports and uses are, and how its files refer to each other. A language with a grammar implements
 * {@link #visit}; a language without one is kept as text.
 *
 * <p>Implementations have no state and are shared by all threads.
 */
public interface Language {

    /** Returns the name under which the index and its users know the language. */
    String id();

    /** Returns how the files of the language are recognised. */
    FileNames files();

    /** Returns the name of its tree-sitter grammar; empty if the language is not parsed. */
    default Optional<String> grammar() {
        return Optional.empty();
    }

    /** Returns how its files refer to each other. */
    default ModuleRules modules() {
        return ModuleRules.of(id());
    }

    /** Returns whether definitions are found in its files. */
    default boolean isParsed() {
        return grammar().isPresent();
    }

    /** Adds what a text without a grammar defines. */
    default void read(Outline outline) {}

    /**
     * Adds what a node of the tree defines, imports or uses. Every named node is visited once, in
     * the order of the text, one around another first.
     */
    default void visit(SyntaxNode node, Outline outline) {}

    /**
     * Returns the text as the grammar may understand it better, if there is such a form of it.
     * Every character that is kept must keep its offset. The form is parsed where the text itself
     * has problems, and used if it has fewer.
     */
    default Optional<String> plainer(String text) {
        return Optional.empty();
    }

    /** Returns whether nodes of a type are comments. */
    default boolean isComment(SyntaxNode node) {
        return node.type().endsWith("comment");
    }

    /** Returns what the qualified names of a file begin with; empty for nothing. */
    default String scope(Outline outline) {
        return outline.scope();
    }

    /** Returns what stands between the parts of a qualified name. */
    default String separator() {
        return ".";
    }

    /**
     * Returns the variable that stands for the object in a method, where a signature names one.
     *
     * @param signature the signature of any definition
     */
    default Optional<String> ownVariable(String signature) {
        return Optional.empty();
    }

    /** Returns the comments or the string that document a file; none if nothing does. */
    default List<Span> fileDocumentation(Outline outline) {
        return List.of();
    }

    /** Returns the comments or the string that document a definition; none if nothing does. */
    default List<Span> documentation(Candidate candidate, Outline outline) {
        return outline.comments().before(candidate.start(), 1);
    }

    /** Returns what documentation says, without the marks around it. */
    default String docstring(List<Span> documentation, Comments comments) {
        return comments.content(documentation);
    }

    /** Returns the annotations or decorators as written. */
    default List<String> decorators(Candidate candidate, Outline outline) {
        return List.of();
    }

    /** Returns the offset at which the signature begins. */
    default int signatureStart(Candidate candidate, Outline outline) {
        return candidate.start();
    }

    /** Returns the offset of the body, which the signature leaves out. */
    default int bodyStart(Candidate candidate) {
        return candidate.node().child("body").map(SyntaxNode::start).orElse(candidate.end());
    }

    /** Returns the offset behind the body. */
    default int bodyEnd(Candidate candidate) {
        int start = bodyStart(candidate);
        return candidate
                .node()
                .child("body")
                .filter(body -> body.start() == start)
                .map(SyntaxNode::end)
                .orElse(candidate.end());
    }

    /** Returns whether other files can use a definition. */
    default boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        return parent == null || parent.exported();
    }

    /** Returns those of the problems that are the file's and not those of the grammar. */
    default List<SyntaxProblem> ownProblems(Outline outline, List<SyntaxProblem> problems) {
        return problems;
    }
}
