package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a statement before SQLite sees it: that it is alone, because the driver
 * underneath drops all but the first, and that it does not begin or end a transaction.
 */
final class StatementText {

    private static final Set<String> TRANSACTION_KEYWORDS =
            Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");
    private static final Set<String> INSERTING_KEYWORDS = Set.of("INSERT", "REPLACE", "WITH");

    private StatementText() {}

    /**
     * Refuses what a driver does not run, and returns whether the statement may insert rows.
     *
     * @throws DatabaseException with INVALID_STATEMENT if the text is not exactly one statement,
     *     with TRANSACTION_STATE if it is about transactions
     */
    static boolean checkAndTellWhetherInserts(String sql) {
        List<SqlScript.Statement> statements = split(sql);
        if (statements.size() != 1) {
            throw invalid(
                    statements.isEmpty()
                            ? "there is no statement in the text"
                            : "the text holds more than one statement; run them one at a time",
                    null);
        }
        String keyword = firstKeyword(statements.getFirst());
        if (TRANSACTION_KEYWORDS.contains(keyword)) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    keyword + " is not run as a statement; use the methods for transactions");
        }
        return INSERTING_KEYWORDS.contains(keyword);
    }

    private static List<SqlScript.Statement> split(String sql) {
        try {
            return SqlScript.split(sql);
        } catch (SqlSyntaxException e) {
            throw invalid("cannot read the statement: " + e.getMessage(), e);
        }
    }

    private static String firstKeyword(SqlScript.Statement statement) {
        return statement.tokens().stream()
                .filter(token -> token.kind() != SqlToken.Kind.COMMENT)
                .findFirst()
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .orElse("");
    }

    private static DatabaseException invalid(String message, @Nullable Throwable cause) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message, cause);
    }
}
