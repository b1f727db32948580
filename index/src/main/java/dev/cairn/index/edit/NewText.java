package dev.cairn.index.edit;

import java.util.List;

/** The text that a file shall have. */
public sealed interface NewText {

    /** Returns the new text of a file. */
    String of(String before);

    /**
     * A whole text.
     *
     * @param content the text
     */
    record Whole(String content) implements NewText {
        @Override
        public String of(String before) {
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
        public String of(String before) {
            return LineEdit.apply(before, edits);
        }
    }
}
