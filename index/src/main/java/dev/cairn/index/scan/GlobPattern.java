package dev.cairn.index.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of an ignore rule, compiled. It matches bytes as git's {@code wildmatch.c} does, and in
 * time proportional to pattern times text: the pattern comes from a checkout, and a matcher that
 * tries one possibility after the other can be kept busy for hours by it.
 */
final class GlobPattern {

    /** A step of the pattern. */
    private sealed interface Step {}

    /** One byte of a set. */
    @SuppressWarnings("ArrayRecordComponent") // steps are never compared
    private record OneOf(boolean[] bytes) implements Step {}

    /** Any number of bytes of one name ({@code *}). */
    private record AnyInName() implements Step {}

    /** Any number of bytes, of several names too. */
    private record AnyInPath() implements Step {}

    /** What follows, or what stands behind the next two steps: {@code **} and its slash. */
    private record Folders() implements Step {}

    private static final Step ANY_IN_NAME = new AnyInName();
    private static final Step ANY_IN_PATH = new AnyInPath();

    private final Step[] steps;
    private final boolean possible;

    private GlobPattern(List<Step> steps, boolean possible) {
        this.steps = steps.toArray(Step[]::new);
        this.possible = possible;
    }

    /** Compiles a pattern; one that is not well formed matches nothing. */
    static GlobPattern compile(String pattern) {
        return new Compilation(pattern.getBytes(StandardCharsets.UTF_8)).compile();
    }

    /** Returns whether the text from an offset on is as the pattern says, to its end. */
    boolean matches(byte[] text, int start) {
        if (!possible) {
            return false;
        }
        States now = new States(steps.length);
        States next = new States(steps.length);
        enter(now, 0);
        for (int i = start; i < text.length; i++) {
            next.clear();
            for (int k = 0; k < now.count; k++) {
                advance(now.states[k], text[i], next);
            }
            if (next.count == 0) {
                return false;
            }
            States swapped = now;
            now = next;
            next = swapped;
        }
        return now.contains(steps.length);
    }

    /** Adds a state, and those that are reached from it without a byte. */
    private void enter(States states, int state) {
        int at = state;
        while (states.add(at) && at < steps.length) {
            switch (steps[at]) {
                case OneOf _ -> {
                    return;
                }
                case AnyInName _, AnyInPath _ -> at++;
                case Folders _ -> {
                    enter(states, at + 3);
                    at++;
                }
            }
        }
    }

    private void advance(int state, byte next, States reached) {
        if (state == steps.length) {
            return;
        }
        switch (steps[state]) {
            case OneOf(boolean[] bytes) -> {
                if (bytes[next & 0xFF]) {
                    enter(reached, state + 1);
                }
            }
            case AnyInName _ -> {
                if (next != '/') {
                    enter(reached, state);
                }
            }
            case AnyInPath _ -> enter(reached, state);
            case Folders _ -> {
                // Entering it has entered what it stands for.
            }
        }
    }

    /** A set of numbers that is walked in the order of adding. */
    private static final class States {

        private final int[] states;
        private final boolean[] present;
        private int count;

        States(int steps) {
            states = new int[steps + 1];
            present = new boolean[steps + 1];
        }

        boolean add(int state) {
            if (present[state]) {
                return false;
            }
            present[state] = true;
            states[count++] = state;
            return true;
        }

        boolean contains(int state) {
            return present[state];
        }

        void clear() {
            for (int i = 0; i < count; i++) {
                present[states[i]] = false;
            }
            count = 0;
        }
    }

    /** The reading of one pattern. */
    private static final class Compilation {

        private final byte[] pattern;
        private final List<Step> steps = new ArrayList<>();
        private int position;

        Compilation(byte[] pattern) {
            this.pattern = pattern;
        }

        GlobPattern compile() {
            while (position < pattern.length) {
                if (!step(pattern[position])) {
                    return new GlobPattern(List.of(), false);
                }
            }
            return new GlobPattern(steps, true);
        }

        /** Reads one step; returns false if the pattern can match nothing. */
        private boolean step(byte next) {
            switch (next) {
                case '*' -> stars();
                case '?' -> {
                    boolean[] any = new boolean[256];
                    Arrays.fill(any, true);
                    any['/'] = false;
                    steps.add(new OneOf(any));
                    position++;
                }
                case '[' -> {
                    ByteSet set = new ByteSet(pattern, position);
                    if (!set.read()) {
                        return false;
                    }
                    steps.add(new OneOf(set.bytes()));
                    position = set.end();
                }
                case '\\' -> {
                    if (position + 1 == pattern.length) {
                        return false;
                    }
                    literal(pattern[position + 1]);
                    position += 2;
                }
                default -> {
                    literal(next);
                    position++;
                }
            }
            return true;
        }

        private void literal(byte value) {
            boolean[] one = new boolean[256];
            one[value & 0xFF] = true;
            steps.add(new OneOf(one));
        }

        /** Two or more stars between slashes stand for whole folders; else they are as one. */
        private void stars() {
            int begin = position;
            while (position < pattern.length && pattern[position] == '*') {
                position++;
            }
            boolean several = position - begin > 1;
            boolean opens = begin == 0 || pattern[begin - 1] == '/';
            boolean ends = position == pattern.length;
            boolean slash = !ends && pattern[position] == '/';
            boolean escapedSlash =
                    !ends
                            && position + 1 < pattern.length
                            && pattern[position] == '\\'
                            && pattern[position + 1] == '/';
            if (!several || !opens || !(ends || slash || escapedSlash)) {
                steps.add(ANY_IN_NAME);
                return;
            }
            if (slash) {
                steps.add(new Folders());
            }
            steps.add(ANY_IN_PATH);
        }
    }
}
