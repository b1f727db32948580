package dev.cairn.index.extract;

import io.github.treesitter.jtreesitter.Node;
import org.jspecify.annotations.Nullable;

/**
 * A definition as the query found it.
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
 */
record Candidate(
        Node node,
        Node outer,
        String name,
        int nameStart,
        DefinitionKind kind,
        int start,
        int end,
        @Nullable String receiver) {

    boolean hasExtentOf(Candidate other) {
        return start == other.start && end == other.end;
    }
}
