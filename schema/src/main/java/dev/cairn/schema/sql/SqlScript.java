package dev.cairn.schema.sql;

import dev.cairn.schema.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** A text of many statements, cut where SQLite cuts it. */
public final class SqlScript {

    private SqlScript() {}

    /**
     * One statement of a script.
     *
     * @param text its text without the final semicolon; comments inside are kept
     * @param line the line of the script in which it begins, counted from 1
     * @param tokens its tokens and comments, those that stand before it included
     */
    public record Statement(String text, int line, List<SqlToken> tokens) {

        public Statement {
            tokens = List.copyOf(tokens);
        }

        /** Returns whether it begins with these keywords. */
        public boolean startsWith(String... words) {
            List<SqlToken> code =
                    tokens.stream().filter(token -> token.kind() != Kind.COMMENT).toList();
            for (int i = 0; i < words.length; i++) {
                if (i >= code.size() || !code.get(i).is(words[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Cuts a script into its statements. A semicolon ends one unless it stands in quotes, in a
     * comment or in the body of a trigger, which only {@code ; END ;} ends (as in
     * https://www.sqlite.org/c3ref/complete.html).
     *
     * @throws SqlSyntaxException if a quote is not closed or a character belongs to no token
     */
    public static List<Statement> split(String script) {
        List<Statement> statements = new ArrayList<>();
        List<SqlToken> pending = new ArrayList<>();
        for (SqlToken token : SqlTokenizer.withComments(script)) {
            if (token.is(";") && endsHere(pending)) {
                addStatement(script, pending, statements);
                pending.clear();
            } else {
                pending.add(token);
            }
        }
        addStatement(script, pending, statements);
        return List.copyOf(statements);
    }

    private static boolean endsHere(List<SqlToken> pending) {
        List<SqlToken> code =
                pending.stream().filter(token -> token.kind() != Kind.COMMENT).toList();
        if (!createsTrigger(code)) {
            return true;
        }
        int count = code.size();
        return count > 1 && code.get(count - 1).is("END") && code.get(count - 2).is(";");
    }

    private static boolean createsTrigger(List<SqlToken> code) {
        if (code.isEmpty() || !code.getFirst().is("CREATE")) {
            return false;
        }
        int second = code.size() > 1 && isTemporary(code.get(1)) ? 2 : 1;
        return code.size() > second && code.get(second).is("TRIGGER");
    }

    private static boolean isTemporary(SqlToken token) {
        return token.is("TEMP") || token.is("TEMPORARY");
    }

    private static void addStatement(
            String script, List<SqlToken> tokens, List<Statement> statements) {
        List<SqlToken> code =
                tokens.stream().filter(token -> token.kind() != Kind.COMMENT).toList();
        if (code.isEmpty()) {
            return;
        }
        int start = code.getFirst().start();
        int end = code.getLast().end();
        int line = 1 + (int) script.substring(0, start).chars().filter(c -> c == '\n').count();
        statements.add(new Statement(script.substring(start, end), line, tokens));
    }
}
