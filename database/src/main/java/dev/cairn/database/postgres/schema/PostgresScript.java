package dev.cairn.database.postgres.schema;

import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of many statements, cut where PostgreSQL cuts it: not in quotes, in dollar quotes, in
 * nested comments, or in the body of a function between {@code BEGIN ATOMIC} and {@code END}. Lines
 * that begin with a backslash are commands of psql and are passed over.
 */
final class PostgresScript {

    private final String text;
    private int at;
    private final List<SqlToken> pending = new ArrayList<>();
    private final List<SqlToken> code = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private int bodyDepth;
    private int line = 1;
    private int countedTo;

    private PostgresScript(String text) {
        this.text = text;
    }

    static List<Statement> split(String text) {
        return new PostgresScript(text).statements();
    }

    /** Returns all comments of a text. */
    static List<SqlToken> comments(String text) {
        PostgresScript script = new PostgresScript(text);
        List<SqlToken> comments = new ArrayList<>();
        while (script.skipBlank()) {
            SqlToken token = script.token();
            script.at = token.end();
            if (token.kind() == Kind.COMMENT) {
                comments.add(token);
            }
        }
        return comments;
    }

    /** Makes sure that a text is one expression, whose parentheses are closed. */
    static void requireSingle(String text) {
        PostgresScript script = new PostgresScript(text);
        int depth = 0;
        while (script.skipBlank()) {
            SqlToken token = script.token();
            script.at = token.end();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth < 0 || token.is(";") || token.kind() == Kind.COMMENT) {
                throw SqlSyntaxException.at(text, token.start(), "'" + token.text() + "' ends it");
            }
        }
        if (depth != 0 || text.isBlank()) {
            throw SqlSyntaxException.at(text, text.length(), "a parenthesis is not closed");
        }
    }

    private List<Statement> statements() {
        while (skipBlank()) {
            if (code.isEmpty() && text.charAt(at) == '\\') {
                at = endOfLine(at);
                continue;
            }
            SqlToken token = token();
            at = token.end();
            if (token.is(";") && bodyDepth == 0) {
                takeTrailingComments();
                finish();
            } else {
                add(token);
            }
        }
        finish();
        return List.copyOf(statements);
    }

    private boolean skipBlank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void add(SqlToken token) {
        pending.add(token);
        if (token.kind() == Kind.COMMENT) {
            return;
        }
        code.add(token);
        int count = code.size();
        if (token.is("ATOMIC") && count > 1 && code.get(count - 2).is("BEGIN")) {
            bodyDepth++;
        } else if (bodyDepth > 0 && token.is("CASE")) {
            bodyDepth++;
        } else if (bodyDepth > 0 && token.is("END")) {
            bodyDepth--;
        }
    }

    /** A comment in the line in which a statement ends is about that statement. */
    private void takeTrailingComments() {
        int from = at;
        while (at < text.length()) {
            int next = at;
            while (next < text.length()
                    && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
                next++;
            }
            if (!text.startsWith("--", next) && !text.startsWith("/*", next)) {
                break;
            }
            at = next;
            SqlToken comment = token();
            pending.add(comment);
            at = comment.end();
        }
        at = Math.max(at, from);
    }

    private void finish() {
        if (!code.isEmpty()) {
            int start = code.getFirst().start();
            statements.add(
                    new Statement(
                            text.substring(start, code.getLast().end()),
                            lineOf(start),
                            start,
                            pending));
            pending.clear();
            code.clear();
        }
        bodyDepth = 0;
    }

    private int lineOf(int offset) {
        for (; countedTo < offset; countedTo++) {
            if (text.charAt(countedTo) == '\n') {
                line++;
            }
        }
        return line;
    }

    // --- tokens ---

    private SqlToken token() {
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            return token(Kind.COMMENT, endOfLine(at));
        }
        if (text.startsWith("/*", at)) {
            return token(Kind.COMMENT, endOfComment());
        }
        if (c == '\'') {
            return token(Kind.STRING, endOfQuoted(at, '\'', escapes()));
        }
        if (c == '"') {
            return token(Kind.QUOTED_NAME, endOfQuoted(at, '"', false));
        }
        if (c == '$') {
            int end = endOfDollarQuoted();
            return end > 0 ? token(Kind.STRING, end) : token(Kind.SYMBOL, at + 1);
        }
        if (Character.isLetter(c) || c == '_') {
            return token(Kind.WORD, endOfWord());
        }
        return Character.isDigit(c) ? token(Kind.NUMBER, endOfWord()) : token(Kind.SYMBOL, at + 1);
    }

    private SqlToken token(Kind kind, int end) {
        return new SqlToken(kind, text.substring(at, end), at);
    }

    /** Returns whether a backslash means something in the string that begins here. */
    private boolean escapes() {
        return at > 0
                && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e')
                && (at == 1 || !isWordPart(text.charAt(at - 2)));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private int endOfWord() {
        int end = at + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfQuoted(int start, char quote, boolean escapes) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escapes && c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        throw SqlSyntaxException.at(text, start, "the quote " + quote + " is not closed");
    }

    private int endOfComment() {
        int depth = 0;
        for (int i = at; i < text.length() - 1; i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        throw SqlSyntaxException.at(text, at, "the comment is not closed");
    }

    /** Returns the end of a text in dollar quotes; 0 if none begins here. */
    private int endOfDollarQuoted() {
        int end = at + 1;
        while (end < text.length() && isTagPart(text.charAt(end))) {
            end++;
        }
        boolean tag =
                end < text.length()
                        && text.charAt(end) == '$'
                        && (end == at + 1 || !Character.isDigit(text.charAt(at + 1)));
        if (!tag) {
            return 0;
        }
        String mark = text.substring(at, end + 1);
        int close = text.indexOf(mark, end + 1);
        if (close < 0) {
            throw SqlSyntaxException.at(text, at, "the quote " + mark + " is not closed");
        }
        return close + mark.length();
    }

    private static boolean isTagPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
