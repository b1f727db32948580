package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * SQL expressions as text, and the one form by which two of them are compared.
 *
 * <p>Spellings that SQLite reads alike have the same canonical form: keyword and name case, white
 * space, comments, quotes around names that need none, the spelling of numbers and blobs, and
 * parentheses around the whole, doubled, or around a single value. Nothing is reordered or
 * computed.
 */
public final class SqlExpression {

    private static final Set<String> BEFORE_A_VALUE =
            Set.of("and", "or", "not", "when", "then", "else", "between");
    private static final String MAIN_SCHEMA = "main";
    private static final Set<String> ROWID_NAMES = Set.of("rowid", "_rowid_", "oid");

    private SqlExpression() {}

    /**
     * Returns the canonical form of an expression or a whole statement.
     *
     * @throws SqlSyntaxException if the text cannot be cut into tokens
     */
    public static String canonical(String sql) {
        return canonical(sql, name -> true);
    }

    /**
     * Returns the canonical form of an expression over the columns of one table. A name in double
     * quotes that is none of them is a string to SQLite
     * (https://www.sqlite.org/quirks.html#dblquote), so it is one here.
     *
     * @param columnKeys the columns as {@link Identifier#key} gives them
     */
    public static String canonical(String sql, Set<String> columnKeys) {
        return canonical(sql, name -> columnKeys.contains(name) || ROWID_NAMES.contains(name));
    }

    private static String canonical(String sql, Predicate<String> isColumn) {
        List<SqlToken> tokens = withoutOuterParentheses(SqlTokenizer.tokens(sql));
        List<SqlToken> kept = withoutIdleParentheses(tokens);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            words.add(canonical(kept, i, isColumn));
        }
        return String.join(" ", words);
    }

    /**
     * Checks that a text is one expression, so that it can stand in a larger statement without
     * ending it.
     *
     * @throws SqlSyntaxException if it is empty, holds a semicolon or a comma outside parentheses,
     *     does not close its parentheses, or leaves a comment open
     */
    public static void requireSingle(String sql) {
        List<SqlToken> tokens = SqlTokenizer.withComments(sql);
        if (tokens.stream().allMatch(token -> token.kind() == Kind.COMMENT)) {
            throw SqlSyntaxException.at(sql, 0, "expected an expression but found nothing");
        }
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += TokenReader.depthChange(token);
            boolean separates = token.is(";") || (depth == 0 && token.is(","));
            if (depth < 0 || separates || isOpenComment(token)) {
                throw SqlSyntaxException.at(
                        sql,
                        token.start(),
                        "expected one expression but found '" + token.text() + "'");
            }
        }
        if (depth > 0) {
            throw SqlSyntaxException.at(sql, sql.length(), "a parenthesis is not closed");
        }
    }

    /**
     * Returns the expression with other names in the place of columns; the rest stays as written.
     *
     * @param names the new names by the keys of the old ones
     */
    public static String withNames(String sql, Map<String, String> names) {
        StringBuilder text = new StringBuilder();
        int copied = 0;
        List<SqlToken> tokens = SqlTokenizer.tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean name = token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
            String replacement = name ? names.get(Identifier.key(token.unquoted())) : null;
            if (replacement != null && !isFunction(tokens, i)) {
                text.append(sql, copied, token.start()).append(Identifier.quote(replacement));
                copied = token.end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /**
     * Returns the text without a table's own name before its columns, which means the same in what
     * belongs to that table: {@code t.a > 0} becomes {@code a > 0}. The rest stays as written.
     */
    public static String withoutQualifier(String sql, String table) {
        StringBuilder text = new StringBuilder();
        int copied = 0;
        List<SqlToken> tokens = SqlTokenizer.tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            int column = behindQualifier(tokens, i, table);
            if (column > i) {
                text.append(sql, copied, tokens.get(i).start());
                copied = tokens.get(column).start();
                i = column;
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /** Returns where the column stands if a qualifier begins here, and the same place if not. */
    private static int behindQualifier(List<SqlToken> tokens, int start, String table) {
        if (start > 0 && tokens.get(start - 1).is(".")) {
            return start;
        }
        int name = isNameBeforeDot(tokens, start, MAIN_SCHEMA) ? start + 2 : start;
        if (isNameBeforeDot(tokens, name, table)) {
            return name + 2;
        }
        return isNameBeforeDot(tokens, start, table) ? start + 2 : start;
    }

    private static boolean isNameBeforeDot(List<SqlToken> tokens, int index, String name) {
        return index + 2 < tokens.size()
                && tokens.get(index).isName()
                && Identifier.same(tokens.get(index).unquoted(), name)
                && tokens.get(index + 1).is(".");
    }

    private static boolean isFunction(List<SqlToken> tokens, int index) {
        return index + 1 < tokens.size() && tokens.get(index + 1).is("(");
    }

    private static boolean isOpenComment(SqlToken token) {
        return token.kind() == Kind.COMMENT
                && token.text().startsWith("/*")
                && (token.text().length() < 4 || !token.text().endsWith("*/"));
    }

    /** Returns the text without the parentheses around all of it. */
    static String stripOuterParentheses(String sql) {
        List<SqlToken> all = SqlTokenizer.tokens(sql);
        List<SqlToken> inner = withoutOuterParentheses(all);
        return inner.size() == all.size() || inner.isEmpty()
                ? sql
                : sql.substring(inner.getFirst().start(), inner.getLast().end());
    }

    private static List<SqlToken> withoutOuterParentheses(List<SqlToken> tokens) {
        List<SqlToken> inner = tokens;
        while (inner.size() > 2 && inner.getFirst().is("(")) {
            int close = closing(inner, 0);
            if (close != inner.size() - 1 || !isPlain(inner, 1, close)) {
                return inner;
            }
            inner = inner.subList(1, close);
        }
        return inner;
    }

    /** Drops doubled parentheses and those around one value, from the inside out. */
    private static List<SqlToken> withoutIdleParentheses(List<SqlToken> tokens) {
        List<SqlToken> kept = new ArrayList<>(tokens);
        for (int open = kept.size() - 1; open >= 0; open--) {
            if (!kept.get(open).is("(")) {
                continue;
            }
            int close = closing(kept, open);
            if (close > open && (doubled(kept, open, close) || aroundValue(kept, open, close))) {
                kept.remove(close);
                kept.remove(open);
            }
        }
        return kept;
    }

    private static boolean doubled(List<SqlToken> tokens, int open, int close) {
        return tokens.get(open + 1).is("(")
                && closing(tokens, open + 1) == close - 1
                && isPlain(tokens, open + 2, close - 1);
    }

    private static boolean aroundValue(List<SqlToken> tokens, int open, int close) {
        if (close != open + 2) {
            return false;
        }
        if (open == 0) {
            return true;
        }
        SqlToken before = tokens.get(open - 1);
        return switch (before.kind()) {
            case SYMBOL -> !before.is(")");
            case WORD -> BEFORE_A_VALUE.contains(Identifier.key(before.text()));
            case QUOTED_NAME, STRING, NUMBER, BLOB, PARAMETER, COMMENT, END -> false;
        };
    }

    /** Returns whether the tokens between are one expression, neither a list nor a query. */
    private static boolean isPlain(List<SqlToken> tokens, int from, int to) {
        List<SqlToken> inner = tokens.subList(from, to);
        SqlToken first = inner.getFirst();
        return !first.is("SELECT")
                && !first.is("WITH")
                && !first.is("VALUES")
                && TokenReader.splitAtCommas(inner).size() == 1;
    }

    /** Returns where the parenthesis is closed, or -1. */
    private static int closing(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += TokenReader.depthChange(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String canonical(List<SqlToken> tokens, int index, Predicate<String> isColumn) {
        SqlToken token = tokens.get(index);
        return switch (token.kind()) {
            case WORD -> Identifier.key(token.text());
            case QUOTED_NAME ->
                    isString(tokens, index, isColumn)
                            ? SqlText.string(token.unquoted())
                            : SqlText.name(Identifier.key(token.unquoted()));
            case NUMBER -> SqlNumber.parse(token.text()).orElse(token.text());
            case BLOB -> token.text().toLowerCase(Locale.ROOT);
            case SYMBOL -> operator(token.text());
            case STRING, PARAMETER, COMMENT, END -> token.text();
        };
    }

    private static boolean isString(List<SqlToken> tokens, int index, Predicate<String> isColumn) {
        SqlToken token = tokens.get(index);
        return token.text().startsWith("\"")
                && !isColumn.test(Identifier.key(token.unquoted()))
                && !isPartOfName(tokens, index);
    }

    /**
     * Returns whether the token names something else than a column: x."y", "x".y, "f"(), COLLATE
     * "c".
     */
    private static boolean isPartOfName(List<SqlToken> tokens, int index) {
        boolean continues =
                index + 1 < tokens.size()
                        && (tokens.get(index + 1).is(".") || tokens.get(index + 1).is("("));
        boolean follows =
                index > 0
                        && (tokens.get(index - 1).is(".")
                                || tokens.get(index - 1).is("COLLATE")
                                || tokens.get(index - 1).is("AS"));
        return continues || follows;
    }

    private static String operator(String symbol) {
        return switch (symbol) {
            case "==" -> "=";
            case "!=" -> "<>";
            default -> symbol;
        };
    }
}
