package dev.cairn.index.reference;

import dev.cairn.index.answer.IndexState;
import java.util.List;

/**
 * The definitions of a file, or the outer ones of the files of a folder.
 *
 * @param path the file or folder
 * @param entries the definitions in the order of the files and their texts
 * @param complete whether there are not more
 * @param notes what a person should know about the answer
 * @param index how fresh and how complete the index is
 */
public record Outline(
        String path, List<Entry> entries, boolean complete, List<String> notes, IndexState index) {

    public Outline {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /**
     * A definition with its place in the nesting.
     *
     * @param depth 0 for an outer definition
     */
    public record Entry(int depth, DefinitionRow definition) {}
}
