package dev.cairn.index.search.line;

import dev.cairn.index.search.Snippet.Mark;
import java.util.ArrayList;
import java.util.List;

/** Finds the lines of a text that several matchers are about; a line ends at a line feed. */
public final class FileLines {

    private final List<LineMatcher> wanted;
    private final List<LineMatcher> unwanted;
    private final Deadline deadline;

    /**
     * Makes a finder.
     *
     * @param wanted each must be found on some line of the text
     * @param unwanted none of which may be found on any
     */
    public FileLines(List<LineMatcher> wanted, List<LineMatcher> unwanted, Deadline deadline) {
        this.wanted = List.copyOf(wanted);
        this.unwanted = List.copyOf(unwanted);
        this.deadline = deadline;
    }

    /**
     * Returns the lines that match, if the text as a whole does.
     *
     * @throws Deadline.Over if the time is over before the end of the text
     */
    List<MatchedLine> find(String text) {
        boolean[] found = new boolean[wanted.size()];
        List<MatchedLine> lines = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < text.length(); number++) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(start, end);
            if (isUnwanted(line)) {
                return List.of();
            }
            List<Mark> marks = marks(line, found);
            if (!marks.isEmpty()) {
                lines.add(new MatchedLine(number + 1, line, marks));
            }
            if ((number & 0xFF) == 0xFF && deadline.isOver()) {
                throw new Deadline.Over();
            }
            start = end + 1;
        }
        return all(found) ? lines : List.of();
    }

    /** Returns the same; nothing and false if the time is over. */
    public boolean find(String text, List<MatchedLine> into) {
        try {
            into.addAll(find(text));
            return true;
        } catch (Deadline.Over _) {
            return false;
        }
    }

    private boolean isUnwanted(String line) {
        return unwanted.stream().anyMatch(matcher -> !matcher.find(line, deadline).isEmpty());
    }

    private List<Mark> marks(String line, boolean[] found) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            List<Mark> some = wanted.get(i).find(line, deadline);
            found[i] |= !some.isEmpty();
            marks.addAll(some);
        }
        return marks;
    }

    private static boolean all(boolean[] found) {
        for (boolean some : found) {
            if (!some) {
                return false;
            }
        }
        return true;
    }
}
