package dev.cairn.index.extract;

import dev.cairn.index.parse.SyntaxNode;
import org.jspecify.annotations.Nullable;

/**
 * A definition as a language found it.
 *
 * @param node the node of the definition
 * @param outer the node around it that belongs to it too, such as an export or a decorated one;
 *     else {@code node}
 * @param name the name, without quotes
 * @param nameStart the offset of the name
 * @param kind what is defined
 * @param start the offset at which {@code outer} begins
 * @param end the offset behind {@code outer}
 * @param receiver the type that it is a member of although it stands outside of it
 * @param parent the number of the definition around it in the order in which they were found, or -1
 */
public record Candidate(
        SyntaxNode node,
        SyntaxNode outer,
        String name,
        int nameStart,
        DefinitionKind kind,
        int start,
        int end,
        @Nullable String receiver,
        int parent) {

    /** Returns the offset of the first brace behind the name, else the end. */
    public int bodyAtBrace() {
        int brace = node.tree().text().indexOf('{', nameStart, Math.max(nameStart, end));
        return brace < 0 ? end : brace;
    }

    boolean hasExtentOf(Candidate other) {
        return start == other.start && end == other.end;
    }
}
