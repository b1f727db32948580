package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the tokens of one text from left to right. */
public final class TokenReader {

    private final String sql;
    private final List<SqlToken> tokens;
    private final SqlToken end;
    private int position;

    /**
     * Begins before the first token.
     *
     * @throws SqlSyntaxException if a quote is not closed or a character belongs to no token
     */
    public TokenReader(String sql) {
        this.sql = sql;
        this.tokens = SqlTokenizer.tokens(sql);
        this.end = new SqlToken(Kind.END, "", sql.length());
    }

    /** Returns whether no token is left. */
    public boolean atEnd() {
        return position == tokens.size();
    }

    /** Returns the next token and stays before it. */
    public SqlToken peek() {
        return peek(0);
    }

    SqlToken peek(int ahead) {
        int index = position + ahead;
        return index < tokens.size() ? tokens.get(index) : end;
    }

    /** Moves behind the next token and returns it. */
    public SqlToken next() {
        SqlToken token = peek();
        if (!atEnd()) {
            position++;
        }
        return token;
    }

    /** Returns whether the next tokens are these keywords or symbols. */
    boolean at(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!peek(i).is(expected[i])) {
                return false;
            }
        }
        return true;
    }

    boolean atAny(List<String> words) {
        return words.stream().anyMatch(peek()::is);
    }

    /** Moves behind these keywords or symbols if they come next, and returns whether they did. */
    public boolean accept(String... expected) {
        if (!at(expected)) {
            return false;
        }
        position += expected.length;
        return true;
    }

    void expect(String... expected) {
        if (!accept(expected)) {
            throw error(String.join(" ", expected));
        }
    }

    String name() {
        if (!peek().isName()) {
            throw error("a name");
        }
        return next().unquoted();
    }

    /** Reads an object's name and drops the name of its database, if that stands before it. */
    String qualifiedName() {
        String first = name();
        return accept(".") ? name() : first;
    }

    List<String> namesInParentheses() {
        expect("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (accept(","));
        expect(")");
        return List.copyOf(names);
    }

    /** Reads a pair of parentheses and returns the text between them. */
    String textInParentheses() {
        expect("(");
        return textOf(tokensUntilClosed());
    }

    /** Reads what is left of a pair of parentheses whose first is read, and returns its tokens. */
    List<SqlToken> tokensUntilClosed() {
        List<SqlToken> inner = new ArrayList<>();
        int depth = 1;
        while (true) {
            if (atEnd()) {
                throw error(")");
            }
            SqlToken token = next();
            depth += depthChange(token);
            if (depth == 0) {
                return List.copyOf(inner);
            }
            inner.add(token);
        }
    }

    /** Returns the text from the first of these tokens to the last. */
    String textOf(List<SqlToken> part) {
        return part.isEmpty() ? "" : sql.substring(part.getFirst().start(), part.getLast().end());
    }

    SqlSyntaxException error(String expected) {
        String found = atEnd() ? "the end" : "'" + peek().text() + "'";
        return SqlSyntaxException.at(
                sql, peek().start(), "expected " + expected + " but found " + found);
    }

    static int depthChange(SqlToken token) {
        return token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }

    /** Cuts tokens at the commas that stand in no parentheses. */
    static List<List<SqlToken>> splitAtCommas(List<SqlToken> tokens) {
        List<List<SqlToken>> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depthChange(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(",")) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }
}
