package dev.cairn.web.source;

import dev.cairn.index.extract.Language;
import dev.cairn.index.parse.SourceParser;
import dev.cairn.index.parse.SyntaxNode;
import dev.cairn.index.parse.SyntaxTree;
import java.util.Set;

/**
 * Finds what the pieces of a source text are, out of the same syntax tree from which the index
 * takes its definitions. The rules read the names that the grammars give to nodes and fields, which
 * are alike in all of them, so there is no list for each language.
 */
final class Highlighter {

    private static final Set<String> CONSTANTS =
            Set.of(
                    "true",
                    "false",
                    "null",
                    "none",
                    "nil",
                    "this",
                    "self",
                    "super",
                    "undefined",
                    "null_literal",
                    "boolean_literal",
                    "boolean");

    private static final Set<String> PRIMITIVES =
            Set.of(
                    "primitive_type",
                    "predefined_type",
                    "integral_type",
                    "floating_point_type",
                    "boolean_type",
                    "void_type");

    private final Language language;
    private final SyntaxTree tree;
    private final Highlights highlights = new Highlights();

    private Highlighter(Language language, SyntaxTree tree) {
        this.language = language;
        this.tree = tree;
    }

    /** Returns the pieces of a text; none if its language has no grammar. */
    static Highlights of(Language language, String text) {
        if (language.grammar().isEmpty()) {
            return Highlights.NONE;
        }
        try (SourceParser parser = new SourceParser()) {
            SyntaxTree tree = parser.parse(language.grammar().get(), text);
            return new Highlighter(language, tree).all();
        }
    }

    private Highlights all() {
        int index = 0;
        while (index < tree.size()) {
            SyntaxNode node = tree.node(index);
            if (language.isComment(node)) {
                index = whole(node, CodeClass.COMMENT);
            } else if (isString(node.type()) && !hasParts(node)) {
                index = whole(node, CodeClass.STRING);
            } else if (node.subtreeEnd() == index + 1) {
                leaf(node);
                index++;
            } else {
                index++;
            }
        }
        return highlights;
    }

    private int whole(SyntaxNode node, CodeClass kind) {
        highlights.add(node.start(), node.end(), kind);
        return node.subtreeEnd();
    }

    private static boolean isString(String type) {
        return (type.contains("string") && !type.contains("interpol"))
                || type.equals("character_literal")
                || type.equals("char_literal")
                || type.equals("rune_literal")
                || type.equals("heredoc_body")
                || type.equals("regex");
    }

    /** Returns whether code is inside of a string. */
    private boolean hasParts(SyntaxNode node) {
        for (int index = node.index() + 1; index < node.subtreeEnd(); index++) {
            String type = tree.node(index).type();
            if (type.contains("interpolation")
                    || type.contains("substitution")
                    || type.contains("expansion")) {
                return true;
            }
        }
        return false;
    }

    private void leaf(SyntaxNode node) {
        String type = node.type();
        if (!tree.isNamed(node.index())) {
            if (!type.isEmpty() && Character.isLetter(type.charAt(0))) {
                add(node, CodeClass.KEYWORD);
            } else if (node.parent().filter(parent -> isString(parent.type())).isPresent()) {
                add(node, CodeClass.STRING);
            }
        } else if (type.endsWith("identifier")
                || type.equals("constant")
                || type.equals("name")
                || type.equals("word")) {
            name(node, type);
        } else if (CONSTANTS.contains(type)) {
            add(node, CodeClass.KEYWORD);
        } else if (PRIMITIVES.contains(type)) {
            add(node, CodeClass.TYPE);
        } else if (isNumber(type)) {
            add(node, CodeClass.NUMBER);
        } else if (type.contains("string") || type.equals("escape_sequence")) {
            add(node, CodeClass.STRING);
        }
    }

    private static boolean isNumber(String type) {
        return type.contains("integer")
                || type.contains("float")
                || type.contains("number")
                || type.equals("int_literal")
                || type.contains("real_literal");
    }

    private void name(SyntaxNode node, String type) {
        SyntaxNode parent = node.parent().orElse(node);
        String around = parent.type();
        String field = node.field();
        if (isDeclaration(around) && (field.equals("name") || field.equals("declarator"))) {
            add(node, CodeClass.DEFINITION);
        } else if (around.contains("annotation")
                || around.contains("decorator")
                || around.startsWith("attribute_item")) {
            add(node, CodeClass.NOTE);
        } else if (isCalled(node, parent, around, field)) {
            add(node, CodeClass.CALL);
        } else if (type.equals("type_identifier") || isTypeName(node)) {
            add(node, CodeClass.TYPE);
        }
    }

    private static boolean isDeclaration(String type) {
        return type.endsWith("_declaration")
                || type.endsWith("_definition")
                || type.endsWith("_item")
                || type.endsWith("_signature")
                || type.equals("function_declarator")
                || type.equals("method")
                || type.equals("class")
                || type.equals("module")
                || type.equals("type_spec")
                || type.equals("class_specifier")
                || type.equals("struct_specifier");
    }

    private static boolean isCalled(
            SyntaxNode node, SyntaxNode parent, String around, String field) {
        if (isCall(around)) {
            return field.equals("function")
                    || field.equals("name")
                    || field.equals("method")
                    || field.equals("macro");
        }
        boolean member =
                field.equals("property")
                        || field.equals("field")
                        || field.equals("attribute")
                        || field.equals("name")
                        || node.type().equals("field_identifier");
        return member
                && parent.field().equals("function")
                && parent.parent().filter(call -> isCall(call.type())).isPresent();
    }

    private static boolean isCall(String type) {
        return type.contains("call") || type.contains("invocation");
    }

    /** A capital letter followed by a small one begins the name of a type in most languages. */
    private static boolean isTypeName(SyntaxNode node) {
        String text = node.text();
        return text.length() > 1
                && Character.isUpperCase(text.charAt(0))
                && text.chars().anyMatch(Character::isLowerCase);
    }

    private void add(SyntaxNode node, CodeClass kind) {
        highlights.add(node.start(), node.end(), kind);
    }
}
