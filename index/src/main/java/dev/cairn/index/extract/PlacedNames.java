package dev.cairn.index.extract;

import java.util.List;

/**
 * The definitions of a text and the names that it uses, with their places.
 *
 * @param definitions in the order of the text
 * @param uses in the order of the text, without parameters and local variables
 * @param names every name of the code, parameters and local variables included
 */
public record PlacedNames(List<PlacedDefinition> definitions, List<Use> uses, List<Name> names) {

    public PlacedNames {
        definitions = List.copyOf(definitions);
        uses = List.copyOf(uses);
        names = List.copyOf(names);
    }

    /**
     * A use of a name.
     *
     * @param name the name
     * @param receiver what is written before it, as in {@link SymbolUse}
     * @param start the offset at which it begins
     * @param definition the index of the innermost definition around it, or -1
     */
    public record Use(String name, String receiver, int start, int definition) {}

    /**
     * A name as the code has it.
     *
     * @param text the name
     * @param start the offset at which it begins
     */
    public record Name(String text, int start) {}
}
