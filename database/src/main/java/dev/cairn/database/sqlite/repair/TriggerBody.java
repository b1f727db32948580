package dev.cairn.database.sqlite.repair;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a trigger.
 *
 * @param statements the tokens of each
 */
record TriggerBody(List<List<SqlToken>> statements) {

    /** Returns the statements between BEGIN and END of a CREATE TRIGGER statement. */
    static TriggerBody of(String createTrigger) {
        List<SqlToken> tokens = SqlTokenizer.tokens(createTrigger);
        int begin = 0;
        while (!tokens.get(begin).is("BEGIN")) {
            begin++;
        }
        List<List<SqlToken>> statements = new ArrayList<>();
        List<SqlToken> statement = new ArrayList<>();
        for (SqlToken token : tokens.subList(begin + 1, tokens.size() - 1)) {
            if (token.is(";")) {
                statements.add(List.copyOf(statement));
                statement.clear();
            } else {
                statement.add(token);
            }
        }
        return new TriggerBody(statements);
    }

    /** Returns the table that each statement writes to; empty text for one that only reads. */
    List<String> targets() {
        return statements.stream().map(TriggerBody::target).toList();
    }

    private static String target(List<SqlToken> statement) {
        int at = behindVerb(statement);
        return at > 0 && at < statement.size() ? statement.get(at).unquoted() : "";
    }

    private static int behindVerb(List<SqlToken> statement) {
        SqlToken verb = statement.getFirst();
        if (verb.is("UPDATE")) {
            return statement.get(1).is("OR") ? 3 : 1;
        }
        if (verb.is("DELETE")) {
            return 2;
        }
        if (verb.is("INSERT") || verb.is("REPLACE")) {
            return statement.get(1).is("OR") ? 4 : 2;
        }
        return 0;
    }

    /** Returns whether a statement is a command to a full-text index, {@code INSERT INTO x(x …}. */
    boolean commands(String table) {
        return statements.stream().anyMatch(statement -> isCommand(statement, table));
    }

    private static boolean isCommand(List<SqlToken> statement, String table) {
        int at = behindVerb(statement);
        return at > 0
                && at + 2 < statement.size()
                && Identifier.same(statement.get(at).unquoted(), table)
                && statement.get(at + 1).is("(")
                && Identifier.same(statement.get(at + 2).unquoted(), table);
    }
}
