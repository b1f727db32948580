package dev.cairn.index.scan;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A set in brackets, such as {@code [a-z]}, {@code [!0-9]} or {@code [[:digit:]_]}, read byte for
 * byte as git's {@code wildmatch.c} does. A slash is in no set.
 */
final class ByteSet {

    private final byte[] pattern;
    private final boolean[] members = new boolean[256];
    private int position;
    private int previous;

    /** Makes a reader of the set whose opening bracket is at that position. */
    ByteSet(byte[] pattern, int position) {
        this.pattern = pattern;
        this.position = position;
    }

    /** Reads the set; returns false if it has no end or an unknown class. */
    boolean read() {
        position++;
        boolean negated = at(position) == '!' || at(position) == '^';
        if (negated) {
            position++;
        }
        do {
            if (!member(at(position))) {
                return false;
            }
            position++;
        } while (at(position) != ']');
        position++;
        for (int i = 0; i < members.length; i++) {
            members[i] ^= negated;
        }
        members['/'] = false;
        return true;
    }

    /** Returns which bytes are in the set. */
    boolean[] bytes() {
        return members;
    }

    /** Returns the position behind the closing bracket. */
    int end() {
        return position;
    }

    /** Returns the byte at a position; 0 behind the end. */
    private int at(int index) {
        return index < pattern.length ? pattern[index] & 0xFF : 0;
    }

    /** Reads what begins at the position and leaves that on its last byte. */
    private boolean member(int next) {
        if (next == 0) {
            return false;
        }
        if (next == '\\') {
            return escaped();
        }
        if (next == '-' && previous != 0 && at(position + 1) != 0 && at(position + 1) != ']') {
            return range();
        }
        if (next == '[' && at(position + 1) == ':') {
            return namedClass();
        }
        single(next);
        return true;
    }

    private void single(int value) {
        members[value] = true;
        previous = value;
    }

    private boolean escaped() {
        position++;
        if (at(position) == 0) {
            return false;
        }
        single(at(position));
        return true;
    }

    private boolean range() {
        position++;
        if (at(position) == '\\') {
            position++;
        }
        int last = at(position);
        if (last == 0) {
            return false;
        }
        for (int value = previous; value <= last; value++) {
            members[value] = true;
        }
        previous = 0;
        return true;
    }

    private boolean namedClass() {
        int begin = position + 2;
        int end = begin;
        while (at(end) != ']') {
            if (at(end) == 0) {
                return false;
            }
            end++;
        }
        if (end == begin || at(end - 1) != ':') {
            single('[');
            return true;
        }
        String name = new String(pattern, begin, end - 1 - begin, StandardCharsets.ISO_8859_1);
        IntPredicate test = classNamed(name);
        if (test == null) {
            return false;
        }
        for (int value = 0; value < 128; value++) {
            members[value] |= test.test(value);
        }
        position = end;
        previous = 0;
        return true;
    }

    private static @Nullable IntPredicate classNamed(String name) {
        return switch (name) {
            case "alnum" -> value -> isLetter(value) || isDigit(value);
            case "alpha" -> ByteSet::isLetter;
            case "blank" -> value -> value == ' ' || value == '\t';
            case "cntrl" -> value -> value < ' ' || value == 127;
            case "digit" -> ByteSet::isDigit;
            case "graph" -> ByteSet::isVisible;
            case "lower" -> value -> value >= 'a' && value <= 'z';
            case "print" -> value -> value == ' ' || isVisible(value);
            case "punct" -> value -> isVisible(value) && !isLetter(value) && !isDigit(value);
            case "space" -> value -> value == ' ' || (value >= '\t' && value <= '\r');
            case "upper" -> value -> value >= 'A' && value <= 'Z';
            case "xdigit" ->
                    value ->
                            isDigit(value)
                                    || (value >= 'a' && value <= 'f')
                                    || (value >= 'A' && value <= 'F');
            default -> null;
        };
    }

    private static boolean isLetter(int value) {
        return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    private static boolean isVisible(int value) {
        return value > ' ' && value < 127;
    }
}
