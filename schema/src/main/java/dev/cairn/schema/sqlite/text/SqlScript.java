package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** A text of many statements, cut where SQLite cuts it. */
public final class SqlScript {

    private final String script;
    private final List<Statement> statements = new ArrayList<>();
    private final List<SqlToken> pending = new ArrayList<>();
    private final List<SqlToken> code = new ArrayList<>();
    private int countedTo;
    private int line = 1;

    private SqlScript(String script) {
        this.script = script;
    }

    /**
     * One statement of a script.
     *
     * @param text its text without the final semicolon; comments inside are kept
     * @param line the line of the script in which it begins, counted from 1
     * @param start where it begins in the script
     * @param tokens its tokens and comments: those inside, those before it, and those behind it in
     *     its last line
     */
    public record Statement(String text, int line, int start, List<SqlToken> tokens) {

        public Statement {
            tokens = List.copyOf(tokens);
        }

        /** Returns whether it begins with these keywords. */
        public boolean startsWith(String... words) {
            List<SqlToken> first =
                    tokens.stream()
                            .filter(token -> token.kind() != Kind.COMMENT)
                            .limit(words.length)
                            .toList();
            for (int i = 0; i < words.length; i++) {
                if (i >= first.size() || !first.get(i).is(words[i])) {
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
        return new SqlScript(script).statements();
    }

    private List<Statement> statements() {
        List<SqlToken> tokens = SqlTokenizer.withComments(script);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.is(";") && endsHere()) {
                int end = token.end();
                while (i + 1 < tokens.size() && trails(end, tokens.get(i + 1))) {
                    i++;
                    pending.add(tokens.get(i));
                }
                finishStatement();
            } else {
                add(token);
            }
        }
        finishStatement();
        return List.copyOf(statements);
    }

    private void add(SqlToken token) {
        pending.add(token);
        if (token.kind() != Kind.COMMENT) {
            code.add(token);
        }
    }

    private boolean endsHere() {
        int count = code.size();
        return !createsTrigger()
                || (count > 1 && code.get(count - 1).is("END") && code.get(count - 2).is(";"));
    }

    private boolean createsTrigger() {
        if (code.isEmpty() || !code.getFirst().is("CREATE")) {
            return false;
        }
        int second = code.size() > 1 && isTemporary(code.get(1)) ? 2 : 1;
        return code.size() > second && code.get(second).is("TRIGGER");
    }

    private static boolean isTemporary(SqlToken token) {
        return token.is("TEMP") || token.is("TEMPORARY");
    }

    /** A comment in the line in which a statement ends is about that statement. */
    private boolean trails(int end, SqlToken token) {
        return token.kind() == Kind.COMMENT
                && script.substring(end, token.start()).indexOf('\n') < 0;
    }

    private void finishStatement() {
        if (!code.isEmpty()) {
            int start = code.getFirst().start();
            String text = script.substring(start, code.getLast().end());
            statements.add(new Statement(text, lineOf(start), start, pending));
            pending.clear();
            code.clear();
        }
    }

    private int lineOf(int offset) {
        for (; countedTo < offset; countedTo++) {
            if (script.charAt(countedTo) == '\n') {
                line++;
            }
        }
        return line;
    }
}
