package dev.cairn.server.tool;

/**
 * A text that is cut to a number of tokens. A token is taken for four characters, the usual
 * estimate for English and code.
 */
final class TokenBudget {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final int characters;
    private final StringBuilder text = new StringBuilder();
    private int leftOut;

    TokenBudget(int tokens) {
        this.characters = tokens * CHARACTERS_PER_TOKEN;
    }

    /** Adds a line if it fits; after the first one that does not, none is added. */
    boolean line(String line) {
        if (leftOut > 0 || text.length() + line.length() + 1 > characters) {
            leftOut++;
            return false;
        }
        text.append(line).append('\n');
        return true;
    }

    /** Returns whether anything was left out. */
    boolean isFull() {
        return leftOut > 0;
    }

    /** Returns the text, which says how many lines were left out. */
    String text() {
        return leftOut == 0
                ? text.toString()
                : text + "… %d more lines were left out for the budget\n".formatted(leftOut);
    }
}
