package dev.cairn.index.edit;

import java.util.List;
import java.util.stream.Collectors;

/** The text that a file shall have. */
public sealed interface NewText {

    /**
     * Returns the new text of a file.
     *
     * @param path the file
     * @param before its text until now
     */
    String of(String path, String before);

    /** Returns whether it is made by parsing the text before. */
    default boolean needsDefinitions() {
        return false;
    }

    /**
     * Returns what the caller should know about the new text; empty for nothing.
     *
     * @param after the new text
     */
    default List<String> notes(String after) {
        return List.of();
    }

    /**
     * A whole text.
     *
     * @param content the text
     */
    record Whole(String content) implements NewText {
        @Override
        public String of(String path, String before) {
            return content;
        }
    }

    /**
     * New text for some lines.
     *
     * @param edits at least one; their line numbers refer to the text before
     */
    record Lines(List<LineEdit> edits) implements NewText {

        public Lines {
            edits = List.copyOf(edits);
            if (edits.isEmpty()) {
                throw EditException.invalid("an edit needs a new text or at least one line edit");
            }
        }

        @Override
        public String of(String path, String before) {
            return LineEdit.apply(before, edits);
        }
    }

    /**
     * Another body of one definition.
     *
     * @param definition its name; with {@code :LINE} where several have that name
     * @param body the new body, with or without its braces
     */
    record Body(String definition, String body) implements NewText {
        @Override
        public String of(String path, String before) {
            return DefinitionEdit.in(path, before).withBody(definition, body);
        }

        @Override
        public boolean needsDefinitions() {
            return true;
        }
    }

    /**
     * More text behind one definition.
     *
     * @param definition its name; with {@code :LINE} where several have that name
     * @param text the new lines
     */
    record After(String definition, String text) implements NewText {

        public After {
            if (text.isBlank()) {
                throw EditException.invalid(
                        "there is no text to insert after '%s'".formatted(definition));
            }
        }

        @Override
        public String of(String path, String before) {
            return DefinitionEdit.in(path, before).withTextAfter(definition, text);
        }

        @Override
        public boolean needsDefinitions() {
            return true;
        }
    }

    /**
     * Another name of one definition, where the file defines and uses it. Uses on another object
     * may mean another definition; they keep the old name and are named in the notes.
     *
     * @param definition its name
     * @param newName the new simple name
     */
    record Rename(String definition, String newName) implements NewText {
        @Override
        public String of(String path, String before) {
            return DefinitionEdit.in(path, before).renamed(definition, newName);
        }

        @Override
        public boolean needsDefinitions() {
            return true;
        }

        @Override
        public List<String> notes(String after) {
            String oldName = DefinitionEdit.simpleName(definition);
            List<Integer> lines = DefinitionEdit.linesWith(after, oldName);
            String rest =
                    lines.isEmpty()
                            ? ""
                            : "; '%s' still stands in lines %s of this file"
                                    .formatted(
                                            oldName,
                                            lines.stream()
                                                    .map(String::valueOf)
                                                    .limit(20)
                                                    .collect(Collectors.joining(", ")));
            return List.of("only this file was renamed; ask references for uses in others" + rest);
        }
    }
}
