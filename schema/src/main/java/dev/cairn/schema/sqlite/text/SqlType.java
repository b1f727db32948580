package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The type of a column: one or more names and at most one pair of parentheses. A type of a single
 * quoted name has no quotes as a value, and any text can stand in them.
 */
public final class SqlType {

    private static final List<String> ENDS =
            List.of(
                    "CONSTRAINT",
                    "DEFAULT",
                    "NULL",
                    "NOT",
                    "PRIMARY",
                    "UNIQUE",
                    "CHECK",
                    "REFERENCES",
                    "COLLATE",
                    "AS",
                    "DEFERRABLE",
                    "ON");

    private SqlType() {}

    /**
     * Returns the type that stands in a text.
     *
     * @throws SqlSyntaxException if the text is something else or more than a type
     */
    public static String parse(String sql) {
        TokenReader reader = new TokenReader(sql);
        String type = read(reader);
        if (!reader.atEnd()) {
            throw reader.error("nothing but a type");
        }
        return type;
    }

    /** Returns the type as it stands in a statement. */
    public static String render(String type) {
        return isBare(type) ? type : Identifier.quote(type);
    }

    private static boolean isBare(String type) {
        try {
            return parse(type).equals(type);
        } catch (SqlSyntaxException e) {
            return false;
        }
    }

    /** Reads the type that comes next; it is empty if a constraint or the end does. */
    static String read(TokenReader reader) {
        List<SqlToken> tokens = new ArrayList<>();
        while (continues(reader)) {
            tokens.add(reader.next());
        }
        if (tokens.isEmpty()) {
            return "";
        }
        String text = reader.textOf(tokens);
        if (reader.at("(")) {
            tokens.add(reader.next());
            tokens.addAll(reader.tokensUntilClosed());
            text = reader.textOf(tokens) + ")";
        }
        return tokens.getFirst().kind() == Kind.WORD
                ? text
                : withoutQuotes(text, tokens.getFirst());
    }

    /**
     * Of a text that begins with a quote SQLite drops the first and the last character, so that
     * {@code [VARCHAR](10)} becomes {@code VARCHAR](10}; only where another quote stands between
     * does it look for the one that closes the first.
     */
    private static String withoutQuotes(String text, SqlToken first) {
        String inner = text.substring(1, text.length() - 1);
        return inner.chars().anyMatch(c -> "\"'`[".indexOf(c) >= 0) ? first.unquoted() : inner;
    }

    private static boolean continues(TokenReader reader) {
        return reader.peek().isName() && !reader.atAny(ENDS) && !reader.at("GENERATED", "ALWAYS");
    }
}
