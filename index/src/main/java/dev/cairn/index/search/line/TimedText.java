package dev.cairn.index.search.line;

/**
 * A line that can be read until a deadline. The matcher's time grows with the line and the pattern,
 * and both come from outside, so that a single line may take minutes.
 */
final class TimedText implements CharSequence {

    private static final int CHARACTERS_BETWEEN_LOOKS = 1_024;

    private final String text;
    private final Deadline deadline;
    private int reads;

    TimedText(String text, Deadline deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads % CHARACTERS_BETWEEN_LOOKS == 0 && deadline.isOver()) {
            throw new Deadline.Over();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
