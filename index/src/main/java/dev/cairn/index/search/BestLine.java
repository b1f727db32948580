package dev.cairn.index.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line of a hit that says most about why it is one: the one with the most matches.
 *
 * @param text the line with the database's marks
 * @param index its number in its text, counted from 0
 * @param inDocstring whether its text is the docstring and not the code
 */
record BestLine(String text, int index, boolean inDocstring) {

    static BestLine of(@Nullable String content, @Nullable String docstring) {
        BestLine inCode = best(content, false);
        BestLine inDocs = best(docstring, true);
        return inDocs.marks() > inCode.marks() ? inDocs : inCode;
    }

    private static BestLine best(@Nullable String text, boolean inDocstring) {
        List<String> lines = text == null ? List.of() : text.lines().toList();
        BestLine best = new BestLine(lines.isEmpty() ? "" : lines.getFirst(), 0, inDocstring);
        long most = best.marks();
        for (int i = 1; i < lines.size(); i++) {
            BestLine line = new BestLine(lines.get(i), i, inDocstring);
            if (line.marks() > most) {
                best = line;
                most = line.marks();
            }
        }
        return best;
    }

    boolean isMarked() {
        return marks() > 0;
    }

    private long marks() {
        return text.chars().filter(c -> c == Snippet.BEGIN).count();
    }
}
