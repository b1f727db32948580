package dev.cairn.schema.sqlite.text;

/** Text that is not the SQL it should be. The message says what stands where. */
public final class SqlSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    private SqlSyntaxException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** Returns an exception for what stands at that offset of the text. */
    public static SqlSyntaxException at(String sql, int offset, String problem) {
        int end = Math.min(offset, sql.length());
        int line = 1 + (int) sql.substring(0, end).chars().filter(c -> c == '\n').count();
        int column = end - sql.lastIndexOf('\n', end - 1);
        return new SqlSyntaxException("line " + line + ", column " + column + ": " + problem, line);
    }

    /** Returns the line of the text, counted from 1. */
    public int line() {
        return line;
    }
}
