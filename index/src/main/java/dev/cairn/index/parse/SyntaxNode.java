package dev.cairn.index.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of a tree; a view that costs nothing to keep.
 *
 * @param tree the tree
 * @param index its place in the order of the text
 */
public record SyntaxNode(SyntaxTree tree, int index) {

    /** Returns what the grammar calls it. */
    public String type() {
        return tree.type(index);
    }

    /** Returns whether the grammar calls it one of these. */
    public boolean is(String... types) {
        String own = type();
        for (String type : types) {
            if (own.equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the name of the field of its parent that it is in; empty if it is in none. */
    public String field() {
        return tree.field(index);
    }

    /** Returns the offset at which it begins. */
    public int start() {
        return tree.start(index);
    }

    /** Returns the offset behind it. */
    public int end() {
        return tree.end(index);
    }

    /** Returns its text. */
    public String text() {
        return tree.text().substring(start(), end());
    }

    /** Returns the index of the first node that comes after everything inside of this one. */
    public int subtreeEnd() {
        return tree.subtreeEnd(index);
    }

    /** Returns the node around it; empty for the root. */
    public Optional<SyntaxNode> parent() {
        int parent = tree.parent(index);
        return parent < 0 ? Optional.empty() : Optional.of(tree.node(parent));
    }

    /** Returns whether the node around it is one of these. */
    public boolean isIn(String... types) {
        return parent().filter(parent -> parent.is(types)).isPresent();
    }

    /** Returns whether it is in that field of a node of that type. */
    public boolean isField(String field, String... parentTypes) {
        return field().equals(field) && isIn(parentTypes);
    }

    /** Returns its children, keywords and punctuation included. */
    public List<SyntaxNode> children() {
        List<SyntaxNode> children = new ArrayList<>();
        int end = subtreeEnd();
        for (int child = index + 1; child < end; child = tree.subtreeEnd(child)) {
            children.add(tree.node(child));
        }
        return children;
    }

    /** Returns its children without keywords and punctuation. */
    public List<SyntaxNode> namedChildren() {
        return children().stream().filter(child -> tree.isNamed(child.index)).toList();
    }

    /** Returns the first child that is neither a keyword nor punctuation nor a comment. */
    public Optional<SyntaxNode> firstNamedButComments() {
        int end = subtreeEnd();
        for (int child = index + 1; child < end; child = tree.subtreeEnd(child)) {
            if (tree.isNamed(child) && !tree.type(child).endsWith("comment")) {
                return Optional.of(tree.node(child));
            }
        }
        return Optional.empty();
    }

    /** Returns the children in a field. */
    public List<SyntaxNode> children(String field) {
        return children().stream().filter(child -> child.field().equals(field)).toList();
    }

    /** Returns the first child in a field. */
    public Optional<SyntaxNode> child(String field) {
        int end = subtreeEnd();
        for (int child = index + 1; child < end; child = tree.subtreeEnd(child)) {
            if (tree.field(child).equals(field)) {
                return Optional.of(tree.node(child));
            }
        }
        return Optional.empty();
    }

    /** Returns the first child that the grammar calls one of these. */
    public Optional<SyntaxNode> first(String... types) {
        int end = subtreeEnd();
        for (int child = index + 1; child < end; child = tree.subtreeEnd(child)) {
            SyntaxNode node = tree.node(child);
            if (node.is(types)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Returns the last child that the grammar calls one of these. */
    public Optional<SyntaxNode> last(String... types) {
        return children().reversed().stream().filter(child -> child.is(types)).findFirst();
    }

    /** Returns whether it has a child of that type, such as a keyword. */
    public boolean has(String type) {
        return first(type).isPresent();
    }

    /** Returns the nearest node around it that the grammar calls one of these. */
    public Optional<SyntaxNode> around(String... types) {
        Optional<SyntaxNode> around = parent();
        while (around.isPresent() && !around.get().is(types)) {
            around = around.get().parent();
        }
        return around;
    }

    /** Returns whether it has one child that is not a keyword or punctuation. */
    public boolean hasOneNamedChild() {
        int named = 0;
        int end = subtreeEnd();
        for (int child = index + 1; child < end && named < 2; child = tree.subtreeEnd(child)) {
            named += tree.isNamed(child) ? 1 : 0;
        }
        return named == 1;
    }

    /** Returns the offset behind the last thing inside it that is no comment. */
    public int endWithoutComments() {
        int end = end();
        SyntaxNode node = this;
        while (true) {
            List<SyntaxNode> children = node.children();
            int last = children.size() - 1;
            while (last >= 0 && children.get(last).is("comment")) {
                last--;
            }
            if (children.isEmpty() || last < 0) {
                return end;
            }
            node = children.get(last);
            end = node.end();
        }
    }
}
