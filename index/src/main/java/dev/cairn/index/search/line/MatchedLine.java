package dev.cairn.index.search.line;

import dev.cairn.index.search.Snippet.Mark;
import java.util.List;

/**
 * A line with what was found in it.
 *
 * @param number the number of the line, counted from 1
 * @param text the line without its line break
 * @param marks where the matches are, in order of the matchers
 */
public record MatchedLine(int number, String text, List<Mark> marks) {

    public MatchedLine {
        marks = List.copyOf(marks);
    }
}
