package dev.cairn.index.language.c;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of a text of C or C++, without comments and preprocessor directives: identifiers,
 * numbers, literals, and each other character by itself.
 */
final class Tokens {

    /** Behind the last token. */
    static final String END = "";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private int[] starts = new int[256];
    private int[] partners = new int[256];
    private final List<Integer> open = new ArrayList<>();

    Tokens(String text) {
        this.text = text;
        int i = 0;
        while (i < text.length()) {
            i = next(i);
        }
    }

    private int next(int i) {
        char c = text.charAt(i);
        if (Character.isWhitespace(c)) {
            return i + 1;
        }
        if (c == '#' && isFirstOnLine(i)) {
            return endOfDirective(i);
        }
        if (text.startsWith("//", i)) {
            return endOf(i, "\n");
        }
        if (text.startsWith("/*", i)) {
            return endOf(i + 2, "*/");
        }
        int end = Character.isJavaIdentifierPart(c) ? endOfWord(i) : i + 1;
        if (c == '"' || c == '\'') {
            end = endOfLiteral(i, c);
        }
        add(i, end);
        return end;
    }

    private void add(int start, int end) {
        int index = words.size();
        if (index == starts.length) {
            starts = Arrays.copyOf(starts, 2 * index);
            partners = Arrays.copyOf(partners, 2 * index);
        }
        starts[index] = start;
        partners[index] = -1;
        String word = text.substring(start, end);
        words.add(word);
        if (word.equals("(")) {
            open.add(index);
        } else if (word.equals(")") && !open.isEmpty()) {
            int partner = open.removeLast();
            partners[index] = partner;
            partners[partner] = index;
        }
    }

    private boolean isFirstOnLine(int offset) {
        int i = offset - 1;
        while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i--;
        }
        return i < 0 || text.charAt(i) == '\n';
    }

    private int endOfDirective(int start) {
        int end = endOf(start, "\n");
        while (end < text.length() && continues(end)) {
            end = endOf(end, "\n");
        }
        return end;
    }

    private boolean continues(int lineEnd) {
        int last = lineEnd - 2;
        return last >= 0
                && (text.charAt(last) == '\\'
                        || (text.charAt(last) == '\r'
                                && last > 0
                                && text.charAt(last - 1) == '\\'));
    }

    private int endOf(int from, String mark) {
        int at = text.indexOf(mark, from);
        return at < 0 ? text.length() : at + mark.length();
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfLiteral(int start, char quote) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), i + 1);
    }

    int size() {
        return words.size();
    }

    /** Returns a token; {@link #END} outside of the text. */
    String word(int index) {
        return index < 0 || index >= words.size() ? END : words.get(index);
    }

    boolean isName(int index) {
        String word = word(index);
        return !word.isEmpty() && Character.isJavaIdentifierStart(word.charAt(0));
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return starts[index] + words.get(index).length();
    }

    /** Returns the other parenthesis of a pair, or -1. */
    int partner(int index) {
        return index < 0 || index >= words.size() ? -1 : partners[index];
    }

    /** Returns the token behind a name and its arguments, if it has some. */
    int behind(int name) {
        boolean called = word(name + 1).equals("(") && partners[name + 1] > 0;
        return called ? partners[name + 1] + 1 : name + 1;
    }

    /** Returns whether nothing else is on the lines of some tokens. */
    boolean isAlone(int from, int to) {
        return (from == 0 || hasLineBreak(end(from - 1), start(from)))
                && (to >= size() || hasLineBreak(end(to - 1), start(to)));
    }

    private boolean hasLineBreak(int from, int to) {
        int at = text.indexOf('\n', from);
        return at >= 0 && at < to;
    }
}
