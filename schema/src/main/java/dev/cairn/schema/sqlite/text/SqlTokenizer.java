package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens by the rules of SQLite (tokenize.c): four kinds of quotes, both kinds of
 * comments, blobs, numbers with hexadecimal digits, exponents and separators, and names that may
 * hold any character beyond ASCII.
 */
public final class SqlTokenizer {

    private static final List<String> LONG_SYMBOLS =
            List.of("->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==");
    private static final String SHORT_SYMBOLS = "()+-*/%=<>&|~,;.";

    private final String sql;
    private int position;

    private SqlTokenizer(String sql) {
        this.sql = sql;
    }

    /**
     * Returns the tokens of a text without its comments.
     *
     * @throws SqlSyntaxException if a quote is not closed or a character belongs to no token
     */
    public static List<SqlToken> tokens(String sql) {
        return withComments(sql).stream().filter(token -> token.kind() != Kind.COMMENT).toList();
    }

    /**
     * Returns the tokens of a text, its comments among them.
     *
     * @throws SqlSyntaxException if a quote is not closed or a character belongs to no token
     */
    public static List<SqlToken> withComments(String sql) {
        SqlTokenizer tokenizer = new SqlTokenizer(sql);
        List<SqlToken> tokens = new ArrayList<>();
        while (tokenizer.skipSpace()) {
            tokens.add(tokenizer.next());
        }
        return List.copyOf(tokens);
    }

    private boolean skipSpace() {
        while (position < sql.length() && isSpace(sql.charAt(position))) {
            position++;
        }
        return position < sql.length();
    }

    private SqlToken next() {
        int start = position;
        Kind kind = advance();
        return new SqlToken(kind, sql.substring(start, position), start);
    }

    /** Moves behind the token at the position and returns its kind. */
    private Kind advance() {
        char c = sql.charAt(position);
        if (startsWith("--")) {
            return lineComment();
        }
        if (startsWith("/*")) {
            return blockComment();
        }
        return switch (c) {
            case '\'' -> quoted(c, Kind.STRING);
            case '"', '`' -> quoted(c, Kind.QUOTED_NAME);
            case '[' -> bracketed();
            case '?', ':', '@', '$', '#' -> parameter();
            case 'x', 'X' -> peek(1) == '\'' ? blob() : word();
            default -> isNumberStart(c) ? number() : isNameStart(c) ? word() : symbol();
        };
    }

    private Kind lineComment() {
        int end = sql.indexOf('\n', position);
        position = end < 0 ? sql.length() : end;
        return Kind.COMMENT;
    }

    /** SQLite lets the end of the text end a comment. */
    private Kind blockComment() {
        int end = sql.indexOf("*/", position + 2);
        position = end < 0 ? sql.length() : end + 2;
        return Kind.COMMENT;
    }

    private Kind quoted(char quote, Kind kind) {
        int end = position + 1;
        while (true) {
            end = sql.indexOf(quote, end);
            if (end < 0) {
                throw error("the quote " + quote + " is not closed");
            }
            if (end + 1 == sql.length() || sql.charAt(end + 1) != quote) {
                position = end + 1;
                return kind;
            }
            end += 2;
        }
    }

    private Kind bracketed() {
        int end = sql.indexOf(']', position);
        if (end < 0) {
            throw error("the bracket [ is not closed");
        }
        position = end + 1;
        return Kind.QUOTED_NAME;
    }

    private Kind blob() {
        int end = position + 2;
        while (end < sql.length() && Character.digit(sql.charAt(end), 16) >= 0) {
            end++;
        }
        boolean wholeBytes = (end - position) % 2 == 0;
        if (end == sql.length() || sql.charAt(end) != '\'' || !wholeBytes) {
            throw error("a blob needs pairs of hexadecimal digits in quotes");
        }
        position = end + 1;
        return Kind.BLOB;
    }

    private Kind parameter() {
        position++;
        skipNameCharacters();
        return Kind.PARAMETER;
    }

    private Kind number() {
        int start = position;
        if (sql.charAt(position) == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
            position += 2;
        }
        skipNameCharacters();
        if (!sql.startsWith("0x", start) && !sql.startsWith("0X", start)) {
            if (peek(0) == '.') {
                position++;
                skipNameCharacters();
            }
            char last = sql.charAt(position - 1);
            if ((last == 'e' || last == 'E') && (peek(0) == '+' || peek(0) == '-')) {
                position++;
                skipNameCharacters();
            }
        }
        if (SqlNumber.parse(sql.substring(start, position)).isEmpty()) {
            position = start;
            throw error("a number is malformed");
        }
        return Kind.NUMBER;
    }

    private Kind word() {
        skipNameCharacters();
        return Kind.WORD;
    }

    private Kind symbol() {
        for (String candidate : LONG_SYMBOLS) {
            if (startsWith(candidate)) {
                position += candidate.length();
                return Kind.SYMBOL;
            }
        }
        if (SHORT_SYMBOLS.indexOf(sql.charAt(position)) < 0) {
            throw error("the character '" + sql.charAt(position) + "' has no meaning here");
        }
        position++;
        return Kind.SYMBOL;
    }

    private void skipNameCharacters() {
        while (position < sql.length() && isNamePart(sql.charAt(position))) {
            position++;
        }
    }

    private boolean isNumberStart(char c) {
        return isDigit(c) || (c == '.' && isDigit(peek(1)));
    }

    private boolean startsWith(String prefix) {
        return sql.startsWith(prefix, position);
    }

    private char peek(int ahead) {
        int index = position + ahead;
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private SqlSyntaxException error(String problem) {
        return SqlSyntaxException.at(sql, position, problem);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r' && c != '\u000b');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
