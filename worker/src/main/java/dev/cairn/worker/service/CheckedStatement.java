package dev.cairn.worker.service;

import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.stream.Collectors;

/**
 * A statement that a client may run.
 *
 * @param sql the text; the worker's own for {@link Kind#ALONE}
 * @param kind what it does
 * @param temporary whether it is about temporary objects, which belong to one connection
 * @param asksConnection whether it calls a function whose answer depends on what its connection did
 *     before
 * @param inserts whether it may insert rows
 */
public record CheckedStatement(
        String sql, Kind kind, boolean temporary, boolean asksConnection, boolean inserts) {

    private static final int LONGEST_DESCRIPTION = 200;

    /** What a statement does. */
    public enum Kind {
        READ,
        WRITE,
        /** Writes, and cannot be in a transaction. */
        ALONE
    }

    /** Returns whether its plan can be asked for, which has no effect. */
    public boolean hasPlan() {
        SqlToken first = SqlTokenizer.tokens(sql).getFirst();
        return kind != Kind.ALONE && !first.is("PRAGMA") && !first.is("EXPLAIN");
    }

    /** Returns the statement without the values that stand in it, for logs and messages. */
    public String description() {
        String text =
                SqlTokenizer.tokens(sql).stream()
                        .map(CheckedStatement::withoutValue)
                        .collect(Collectors.joining(" "));
        return text.length() <= LONGEST_DESCRIPTION
                ? text
                : text.substring(0, LONGEST_DESCRIPTION) + "...";
    }

    private static String withoutValue(SqlToken token) {
        return switch (token.kind()) {
            case STRING, NUMBER, BLOB -> "?";
            case WORD, QUOTED_NAME, PARAMETER, SYMBOL, COMMENT, END -> token.text();
        };
    }
}
