// The core of tree-sitter, and one function more: it reads a whole tree in one call, where a program that is not in C would
// need several calls for each node. `natives` compiles it with the core's own sources.
#include "lib.c"

enum { CAIRN_MISSING = 1, CAIRN_ERROR = 2 };

// Reads the nodes of a tree, each one before what is inside of it. Parents are places in this order, -1 for the root;
// subtree_ends are the places behind the last node inside; offsets are bytes divided by 2 to the power of shift. Returns the
// number of nodes; of more than capacity only the first ones are written.
uint32_t cairn_tree_read(const TSTree *tree, uint32_t shift, uint32_t capacity, uint16_t *symbols, uint16_t *fields,
                         uint32_t *starts, uint32_t *ends, int32_t *parents, uint32_t *subtree_ends, uint8_t *flags) {
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    uint32_t count = 0;
    int32_t parent = -1;
    while (count < capacity) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        uint32_t place = count++;
        symbols[place] = ts_node_symbol(node);
        fields[place] = ts_tree_cursor_current_field_id(&cursor);
        starts[place] = ts_node_start_byte(node) >> shift;
        ends[place] = ts_node_end_byte(node) >> shift;
        parents[place] = parent;
        flags[place] = (ts_node_is_missing(node) ? CAIRN_MISSING : 0) | (ts_node_is_error(node) ? CAIRN_ERROR : 0);
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            parent = (int32_t) place;
            continue;
        }
        subtree_ends[place] = count;
        bool more;
        while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && parent >= 0) {
            ts_tree_cursor_goto_parent(&cursor);
            subtree_ends[parent] = count;
            parent = parents[parent];
        }
        if (!more) {
            break;
        }
    }
    ts_tree_cursor_delete(&cursor);
    return count;
}
