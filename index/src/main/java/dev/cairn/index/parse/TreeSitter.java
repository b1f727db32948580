package dev.cairn.index.parse;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The functions of tree-sitter's core that parse a text and read its tree
 * (https://tree-sitter.github.io/tree-sitter/using-parsers). They are called for each node of each
 * file, so pointers are plain numbers here and handles are constants.
 */
final class TreeSitter {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup CORE = NativeLibraries.open("tree-sitter");
    private static final Linker.Option SHORT = Linker.Option.critical(false);
    private static final Linker.Option SHORT_WITH_ARRAYS = Linker.Option.critical(true);

    private static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt UINT32 = ValueLayout.JAVA_INT;
    private static final AddressLayout ARRAY = ValueLayout.ADDRESS;

    /** {@code TSNode}: the first number of its context is where the node begins. */
    static final StructLayout NODE =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(4, UINT32),
                    MemoryLayout.sequenceLayout(2, POINTER));

    /** {@code TSTreeCursor}. */
    private static final StructLayout CURSOR =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(2, POINTER),
                    MemoryLayout.sequenceLayout(3, UINT32),
                    MemoryLayout.paddingLayout(4));

    private static final MethodHandle PARSER_NEW =
            function("ts_parser_new", FunctionDescriptor.of(POINTER));
    private static final MethodHandle PARSER_DELETE =
            function("ts_parser_delete", FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle SET_LANGUAGE =
            function(
                    "ts_parser_set_language",
                    FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, POINTER, POINTER));
    private static final MethodHandle PARSE =
            function(
                    "ts_parser_parse_string_encoding",
                    FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, UINT32, UINT32));
    private static final MethodHandle TREE_DELETE =
            function("ts_tree_delete", FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle ROOT =
            function("ts_tree_root_node", FunctionDescriptor.of(NODE, POINTER));
    private static final MethodHandle DESCENDANTS =
            function("ts_node_descendant_count", FunctionDescriptor.of(UINT32, NODE));
    private static final MethodHandle HAS_ERROR =
            function("ts_node_has_error", FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, NODE));
    private static final MethodHandle IS_ERROR =
            function("ts_node_is_error", FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, NODE));
    private static final MethodHandle IS_MISSING =
            function("ts_node_is_missing", FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, NODE));
    private static final MethodHandle SYMBOL =
            function("ts_node_symbol", FunctionDescriptor.of(ValueLayout.JAVA_SHORT, NODE), SHORT);
    private static final MethodHandle END =
            function("ts_node_end_byte", FunctionDescriptor.of(UINT32, NODE), SHORT);
    private static final MethodHandle CURSOR_NEW =
            function("ts_tree_cursor_new", FunctionDescriptor.of(CURSOR, NODE));
    private static final MethodHandle CURSOR_DELETE =
            function("ts_tree_cursor_delete", FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle CURRENT_NODE =
            function("ts_tree_cursor_current_node", FunctionDescriptor.of(NODE, POINTER), SHORT);
    private static final MethodHandle FIELD =
            function(
                    "ts_tree_cursor_current_field_id",
                    FunctionDescriptor.of(ValueLayout.JAVA_SHORT, POINTER),
                    SHORT);
    private static final MethodHandle FIRST_CHILD = step("ts_tree_cursor_goto_first_child");
    private static final MethodHandle NEXT_SIBLING = step("ts_tree_cursor_goto_next_sibling");
    private static final MethodHandle PARENT = step("ts_tree_cursor_goto_parent");

    /** Is in the core that {@code natives} builds; null in the publisher's. */
    private static final @Nullable MethodHandle READ =
            CORE.find("cairn_tree_read").isPresent()
                    ? function(
                            "cairn_tree_read",
                            FunctionDescriptor.of(
                                    UINT32, POINTER, UINT32, UINT32, ARRAY, ARRAY, ARRAY, ARRAY,
                                    ARRAY, ARRAY, ARRAY),
                            SHORT_WITH_ARRAYS)
                    : null;

    static final boolean READS_WHOLE_TREES = READ != null;

    private TreeSitter() {}

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(CORE.findOrThrow(name), type, options);
    }

    private static MethodHandle step(String name) {
        return function(name, FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, POINTER), SHORT);
    }

    private static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("a function of tree-sitter failed", cause);
    }

    static long newParser(long language) {
        try {
            long parser = (long) PARSER_NEW.invokeExact();
            if (!(boolean) SET_LANGUAGE.invokeExact(parser, language)) {
                PARSER_DELETE.invokeExact(parser);
                throw new IllegalStateException(
                        "the grammar was made for another version of tree-sitter");
            }
            return parser;
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void deleteParser(long parser) {
        try {
            PARSER_DELETE.invokeExact(parser);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /**
     * Parses a text.
     *
     * @param encoding 0 for UTF-8, 1 for UTF-16 with the low byte first
     * @return the tree; 0 if the parser was stopped
     */
    static long parse(long parser, MemorySegment text, int bytes, int encoding) {
        try {
            return (long) PARSE.invokeExact(parser, 0L, text.address(), bytes, encoding);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void deleteTree(long tree) {
        try {
            TREE_DELETE.invokeExact(tree);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static MemorySegment root(SegmentAllocator memory, long tree) {
        try {
            return (MemorySegment) ROOT.invokeExact(memory, tree);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Returns the number of nodes inside of a node and itself. */
    static int nodes(MemorySegment node) {
        try {
            return (int) DESCENDANTS.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean hasError(MemorySegment node) {
        try {
            return (boolean) HAS_ERROR.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean isError(MemorySegment node) {
        try {
            return (boolean) IS_ERROR.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean isMissing(MemorySegment node) {
        try {
            return (boolean) IS_MISSING.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static short symbol(MemorySegment node) {
        try {
            return (short) SYMBOL.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int start(MemorySegment node) {
        return node.get(UINT32, 0);
    }

    static int end(MemorySegment node) {
        try {
            return (int) END.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static MemorySegment newCursor(SegmentAllocator memory, MemorySegment node) {
        try {
            return (MemorySegment) CURSOR_NEW.invokeExact(memory, node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void deleteCursor(long cursor) {
        try {
            CURSOR_DELETE.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static MemorySegment currentNode(SegmentAllocator memory, long cursor) {
        try {
            return (MemorySegment) CURRENT_NODE.invokeExact(memory, cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static short field(long cursor) {
        try {
            return (short) FIELD.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean toFirstChild(long cursor) {
        try {
            return (boolean) FIRST_CHILD.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean toNextSibling(long cursor) {
        try {
            return (boolean) NEXT_SIBLING.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean toParent(long cursor) {
        try {
            return (boolean) PARENT.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /**
     * Reads a whole tree; see {@code cairn_tree.c}. Works only where {@link #READS_WHOLE_TREES}.
     */
    static int read(long tree, int shift, NodeArrays nodes) {
        MethodHandle read = READ;
        if (read == null) {
            throw new IllegalStateException("this core of tree-sitter cannot read whole trees");
        }
        try {
            return (int)
                    read.invokeExact(
                            tree,
                            shift,
                            nodes.symbols.length,
                            MemorySegment.ofArray(nodes.symbols),
                            MemorySegment.ofArray(nodes.fields),
                            MemorySegment.ofArray(nodes.starts),
                            MemorySegment.ofArray(nodes.ends),
                            MemorySegment.ofArray(nodes.parents),
                            MemorySegment.ofArray(nodes.subtreeEnds),
                            MemorySegment.ofArray(nodes.flags));
        } catch (Throwable e) {
            throw failed(e);
        }
    }
}
