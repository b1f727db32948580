package dev.cairn.index.reference;

import dev.cairn.index.answer.IndexState;
import dev.cairn.index.answer.Total;
import java.util.List;

/**
 * Who uses a definition, or what a definition uses.
 *
 * @param name what was asked for
 * @param definitions the definitions of that name; several if it is ambiguous
 * @param edges the uses, the most certain first
 * @param total how many uses there are
 * @param notes what a person should know about the answer
 * @param suggestions names that may have been meant, if there is no such definition
 * @param index how fresh and how complete the index is
 */
public record References(
        String name,
        List<DefinitionRow> definitions,
        List<Edge> edges,
        Total total,
        List<String> notes,
        List<String> suggestions,
        IndexState index) {

    public References {
        definitions = List.copyOf(definitions);
        edges = List.copyOf(edges);
        notes = List.copyOf(notes);
        suggestions = List.copyOf(suggestions);
    }

    /** Which way uses are followed. */
    public enum Direction {
        /** To those who use the definition. */
        CALLERS,
        /** To what the definition uses. */
        CALLEES
    }
}
