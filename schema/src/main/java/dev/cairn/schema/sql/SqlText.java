package dev.cairn.schema.sql;

/** Small pieces of SQL text. */
final class SqlText {

    private SqlText() {}

    /** Returns the value as a string in single quotes. */
    static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /**
     * Returns the expression in parentheses; a line comment at its end does not swallow the last.
     */
    static String inParentheses(String expression) {
        return expression.contains("--") ? "(" + expression + "\n)" : "(" + expression + ")";
    }
}
