package dev.cairn.web.source;

import java.util.Arrays;

/** The pieces of a text that are shown in a style, in order, without overlap. */
final class Highlights {

    private static final int FIRST_CAPACITY = 256;

    /** No pieces. */
    static final Highlights NONE = new Highlights();

    private int[] starts = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private CodeClass[] kinds = new CodeClass[FIRST_CAPACITY];
    private int size;

    /** Adds a piece behind all others; one that begins before the end of the last is left out. */
    void add(int start, int end, CodeClass kind) {
        if (end <= start || (size > 0 && start < ends[size - 1])) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        kinds[size] = kind;
        size++;
    }

    int size() {
        return size;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    CodeClass kind(int index) {
        return kinds[index];
    }

    /** Returns the first piece that ends behind an offset. */
    int firstEndingBehind(int offset) {
        int found = Arrays.binarySearch(ends, 0, size, offset + 1);
        return found < 0 ? -found - 1 : found;
    }
}
