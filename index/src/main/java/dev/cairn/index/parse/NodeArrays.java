package dev.cairn.index.parse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;

/**
 * The nodes of a tree in the order in which the text has them, one around another first. Read once,
 * because each question to the native tree costs more than reading an array.
 */
final class NodeArrays {

    static final byte MISSING = 1;
    static final byte ERROR = 2;

    static final NodeArrays NONE = new NodeArrays(0);

    short[] symbols;
    short[] fields;
    int[] starts;
    int[] ends;
    int[] parents;
    int[] subtreeEnds;

    /** {@link #MISSING} and {@link #ERROR}; all 0 in a tree without errors. */
    byte[] flags;

    int size;

    private NodeArrays(int capacity) {
        this.symbols = new short[capacity];
        this.fields = new short[capacity];
        this.starts = new int[capacity];
        this.ends = new int[capacity];
        this.parents = new int[capacity];
        this.subtreeEnds = new int[capacity];
        this.flags = new byte[capacity];
    }

    /**
     * Reads a tree.
     *
     * @param shift what offsets in bytes are shifted by to give offsets in characters
     */
    static NodeArrays read(long tree, int shift) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment root = TreeSitter.root(arena, tree);
            NodeArrays nodes = new NodeArrays(TreeSitter.nodes(root) + 1);
            if (TreeSitter.READS_WHOLE_TREES) {
                nodes.readAtOnce(tree, shift);
            } else {
                nodes.readByCursor(arena, root, shift);
            }
            return nodes;
        }
    }

    private void readAtOnce(long tree, int shift) {
        size = TreeSitter.read(tree, shift, this);
        while (size == symbols.length) {
            // There are more than were counted.
            grow();
            size = TreeSitter.read(tree, shift, this);
        }
    }

    private void readByCursor(Arena arena, MemorySegment root, int shift) {
        MemorySegment cursor = TreeSitter.newCursor(arena, root);
        boolean hasError = TreeSitter.hasError(root);
        try {
            // Each node is read before the next one takes its memory.
            SegmentAllocator memory =
                    SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.NODE));
            readByCursor(cursor.address(), memory, shift, hasError);
        } finally {
            TreeSitter.deleteCursor(cursor.address());
        }
    }

    private void readByCursor(long cursor, SegmentAllocator memory, int shift, boolean hasError) {
        int parent = -1;
        while (true) {
            int place = add(cursor, memory, shift, hasError);
            parents[place] = parent;
            if (TreeSitter.toFirstChild(cursor)) {
                parent = place;
                continue;
            }
            subtreeEnds[place] = size;
            while (!TreeSitter.toNextSibling(cursor)) {
                if (parent < 0 || !TreeSitter.toParent(cursor)) {
                    return;
                }
                subtreeEnds[parent] = size;
                parent = parents[parent];
            }
        }
    }

    private int add(long cursor, SegmentAllocator memory, int shift, boolean hasError) {
        if (size == symbols.length) {
            grow();
        }
        int place = size++;
        MemorySegment node = TreeSitter.currentNode(memory, cursor);
        symbols[place] = TreeSitter.symbol(node);
        fields[place] = TreeSitter.field(cursor);
        starts[place] = TreeSitter.start(node) >> shift;
        ends[place] = TreeSitter.end(node) >> shift;
        if (hasError) {
            flags[place] =
                    (byte)
                            ((TreeSitter.isMissing(node) ? MISSING : 0)
                                    | (TreeSitter.isError(node) ? ERROR : 0));
        }
        return place;
    }

    private void grow() {
        int capacity = symbols.length + symbols.length / 2 + 16;
        symbols = Arrays.copyOf(symbols, capacity);
        fields = Arrays.copyOf(fields, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        parents = Arrays.copyOf(parents, capacity);
        subtreeEnds = Arrays.copyOf(subtreeEnds, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }
}
