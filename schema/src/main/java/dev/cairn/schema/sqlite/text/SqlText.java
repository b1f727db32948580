package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Identifier;

/** Small pieces of SQL text. */
public final class SqlText {

    private SqlText() {}

    /** Returns the value as a string in single quotes. */
    public static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Returns the name, in double quotes if it would mean something else without them. */
    public static String name(String name) {
        boolean bare =
                !name.isEmpty()
                        && SqlTokenizer.isNameStart(name.charAt(0))
                        && name.chars().allMatch(c -> SqlTokenizer.isNamePart((char) c))
                        && !SqlKeywords.isReserved(name);
        return bare ? name : Identifier.quote(name);
    }

    /**
     * Returns the expression in parentheses; a line comment at its end does not swallow the last.
     */
    public static String inParentheses(String expression) {
        return expression.contains("--") ? "(" + expression + "\n)" : "(" + expression + ")";
    }
}
