package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens by the rules of SQLite (tokenize.c): four kinds of quotes, both kinds of
 * comments, blobs, numbers with hexadecimal digits, exponents and separators, names that may hold
 * any character beyond ASCII, and a byte order mark that is a space where a token begins.
 *
 * <p>A worker decides by these tokens what its clients may run, so the tokens of a text must be
 * those that SQLite finds. A text that SQLite would read differently is refused: it ends a text at
 * a NUL, and never sees an unpaired surrogate.
 */
public final class SqlTokenizer {

    private static final List<String> LONG_SYMBOLS =
            List.of("->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==");
    private static final String SHORT_SYMBOLS = "()+-*/%=<>&|~,;.";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

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
        requireWholeText(sql);
        SqlTokenizer tokenizer = new SqlTokenizer(sql);
        List<SqlToken> tokens = new ArrayList<>();
        while (tokenizer.skipSpace()) {
            tokens.add(tokenizer.next());
        }
        return List.copyOf(tokens);
    }

    private static void requireWholeText(String sql) {
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\0') {
                throw SqlSyntaxException.at(sql, i, "SQLite ends a text at a NUL character");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < sql.length()
                    && Character.isLowSurrogate(sql.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw SqlSyntaxException.at(sql, i, "half a character (an unpaired surrogate)");
            }
        }
    }

    private boolean skipSpace() {
        while (position < sql.length()) {
            if (sql.charAt(position) == BYTE_ORDER_MARK) {
                position++;
            } else if (beginsSpace(sql.charAt(position))) {
                do {
                    position++;
                } while (isSpace(peek(0)));
            } else {
                return true;
            }
        }
        return false;
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
        if (startsWith("/*") && position + 2 < sql.length()) {
            return blockComment();
        }
        return switch (c) {
            case '\'' -> quoted(c, Kind.STRING);
            case '"', '`' -> quoted(c, Kind.QUOTED_NAME);
            case '[' -> bracketed();
            case '?' -> numberedParameter();
            case ':', '@', '$', '#' -> namedParameter();
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
        while (end < sql.length() && isHexadecimal(sql.charAt(end))) {
            end++;
        }
        boolean wholeBytes = (end - position) % 2 == 0;
        if (end == sql.length() || sql.charAt(end) != '\'' || !wholeBytes) {
            throw error("a blob needs pairs of hexadecimal digits in quotes");
        }
        position = end + 1;
        return Kind.BLOB;
    }

    private Kind numberedParameter() {
        position++;
        while (isDigit(peek(0))) {
            position++;
        }
        return Kind.PARAMETER;
    }

    /** Reads also the form of Tcl's variables, {@code $name::other(anything)}. */
    private Kind namedParameter() {
        int start = position++;
        int named = 0;
        while (position < sql.length()) {
            if (isNamePart(peek(0))) {
                named++;
                position++;
            } else if (peek(0) == '(' && named > 0) {
                parameterSuffix();
                return Kind.PARAMETER;
            } else if (startsWith("::")) {
                position += 2;
            } else {
                break;
            }
        }
        if (named == 0) {
            position = start;
            throw error("a parameter needs a name");
        }
        return Kind.PARAMETER;
    }

    /** Moves behind the parenthesis, which may hold anything but spaces, quotes too. */
    private void parameterSuffix() {
        int end = position + 1;
        while (end < sql.length() && !isSpace(sql.charAt(end)) && sql.charAt(end) != ')') {
            end++;
        }
        if (end == sql.length() || sql.charAt(end) != ')') {
            throw error("the parenthesis of a parameter is not closed");
        }
        position = end + 1;
    }

    private Kind number() {
        int start = position;
        if (peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X') && isHexadecimal(peek(2))) {
            position += 2;
            while (isHexadecimal(peek(0)) || peek(0) == '_') {
                position++;
            }
        } else {
            decimalNumber();
        }
        if (isNamePart(peek(0)) || SqlNumber.parse(sql.substring(start, position)).isEmpty()) {
            position = start;
            throw error("a number is malformed");
        }
        return Kind.NUMBER;
    }

    private void decimalNumber() {
        skipDigits();
        if (peek(0) == '.') {
            position++;
            skipDigits();
        }
        boolean exponent = peek(0) == 'e' || peek(0) == 'E';
        boolean sign = peek(1) == '+' || peek(1) == '-';
        if (exponent && isDigit(peek(sign ? 2 : 1))) {
            position += sign ? 2 : 1;
            skipDigits();
        }
    }

    private void skipDigits() {
        while (isDigit(peek(0)) || peek(0) == '_') {
            position++;
        }
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

    /** A vertical tab goes on with space, but does not begin it. */
    private static boolean beginsSpace(char c) {
        return isSpace(c) && c != '\u000b';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isHexadecimal(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
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
