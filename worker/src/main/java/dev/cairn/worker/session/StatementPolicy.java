package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import dev.cairn.worker.session.CheckedStatement.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says what a client's statement is, and refuses those that a client may not run: what reaches
 * other files, loads code, or turns off what keeps the database whole. It is a list of what is
 * allowed.
 */
final class StatementPolicy {

    private static final Set<String> READING = Set.of("SELECT", "VALUES", "EXPLAIN");
    private static final Set<String> WRITING =
            Set.of(
                    "INSERT", "REPLACE", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "REINDEX",
                    "ANALYZE");
    private static final Set<String> CHANGING_ROWS =
            Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");
    private static final Set<String> INSERTING = Set.of("INSERT", "REPLACE", "WITH");
    private static final Set<String> TRANSACTION =
            Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

    private static final Set<String> PRAGMAS_TO_READ =
            Set.of(
                    "application_id",
                    "collation_list",
                    "compile_options",
                    "data_version",
                    "database_list",
                    "encoding",
                    "foreign_key_check",
                    "foreign_key_list",
                    "foreign_keys",
                    "freelist_count",
                    "function_list",
                    "index_info",
                    "index_list",
                    "index_xinfo",
                    "integrity_check",
                    "journal_mode",
                    "module_list",
                    "page_count",
                    "page_size",
                    "pragma_list",
                    "query_only",
                    "quick_check",
                    "schema_version",
                    "synchronous",
                    "table_info",
                    "table_list",
                    "table_xinfo",
                    "user_version");

    /** Those whose argument names what is read; an argument of the others would set something. */
    private static final Set<String> PRAGMAS_WITH_SUBJECT =
            Set.of(
                    "foreign_key_check",
                    "foreign_key_list",
                    "index_info",
                    "index_list",
                    "index_xinfo",
                    "integrity_check",
                    "quick_check",
                    "table_info",
                    "table_list",
                    "table_xinfo");

    private static final Set<String> PRAGMAS_TO_WRITE =
            Set.of("application_id", "optimize", "user_version");
    private static final Set<String> FORBIDDEN_FUNCTIONS =
            Set.of("load_extension", "fts3_tokenizer", "readfile", "writefile");
    private static final Set<String> CONNECTION_FUNCTIONS =
            Set.of("last_insert_rowid", "changes", "total_changes");

    private final int longestStatement;

    StatementPolicy(int longestStatement) {
        this.longestStatement = longestStatement;
    }

    /**
     * Checks a statement.
     *
     * @throws DatabaseException with FORBIDDEN, INVALID_STATEMENT, TRANSACTION_STATE or TOO_LARGE
     */
    CheckedStatement check(String sql) {
        requireLength(sql);
        List<SqlToken> tokens = tokens(sql);
        if (tokens.isEmpty()) {
            throw invalid("there is no statement in the text");
        }
        refuseFunctions(tokens);
        return new CheckedStatement(
                sql,
                kind(tokens),
                mentionsTemporary(tokens),
                asksConnection(tokens),
                INSERTING.stream().anyMatch(tokens.getFirst()::is));
    }

    /** A trigger asks when it fires, and of the statement that fires it. */
    private static boolean asksConnection(List<SqlToken> tokens) {
        return !tokens.getFirst().is("CREATE") && calls(tokens, CONNECTION_FUNCTIONS);
    }

    private void requireLength(String sql) {
        if (sql.length() > longestStatement
                || sql.getBytes(StandardCharsets.UTF_8).length > longestStatement) {
            throw new DatabaseException(
                    DatabaseErrorCode.TOO_LARGE,
                    "the statement is longer than %d bytes".formatted(longestStatement));
        }
    }

    private static List<SqlToken> tokens(String sql) {
        try {
            return SqlTokenizer.tokens(sql);
        } catch (SqlSyntaxException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    "cannot read the statement: " + e.getMessage(),
                    e);
        }
    }

    private static Kind kind(List<SqlToken> tokens) {
        String first = tokens.getFirst().text().toUpperCase(Locale.ROOT);
        if (READING.contains(first)) {
            return Kind.READ;
        }
        if (WRITING.contains(first)) {
            return Kind.WRITE;
        }
        return switch (first) {
            case "WITH" -> changesRows(tokens) ? Kind.WRITE : Kind.READ;
            case "PRAGMA" -> pragma(tokens);
            case "VACUUM" -> vacuum(tokens);
            case "ATTACH", "DETACH" ->
                    throw forbidden(first + ": a session has one database, the worker's own");
            default -> throw unknown(first);
        };
    }

    private static DatabaseException unknown(String first) {
        if (TRANSACTION.contains(first)) {
            return new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    first + " is not run as a statement; use the requests for transactions");
        }
        return invalid("'" + first + "' begins no statement of SQLite");
    }

    /** Looks behind the common table expressions, which stand in parentheses. */
    private static boolean changesRows(List<SqlToken> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (depth == 0
                    && CHANGING_ROWS.contains(token.text().toUpperCase(Locale.ROOT))
                    && !followedBy(tokens, i, "(")) {
                return true;
            }
        }
        return false;
    }

    private static Kind pragma(List<SqlToken> tokens) {
        int at = followedBy(tokens, 1, ".") ? 3 : 1;
        if (at >= tokens.size()) {
            throw invalid("PRAGMA needs a name");
        }
        String name = tokens.get(at).unquoted().toLowerCase(Locale.ROOT);
        boolean argument = at + 1 < tokens.size() && !tokens.get(at + 1).is(";");
        if (argument ? PRAGMAS_WITH_SUBJECT.contains(name) : PRAGMAS_TO_READ.contains(name)) {
            return Kind.READ;
        }
        if (PRAGMAS_TO_WRITE.contains(name)) {
            return Kind.WRITE;
        }
        throw forbidden(
                "PRAGMA "
                        + name
                        + (argument ? " with a value" : "")
                        + ": it is not on the list of those that a client may run");
    }

    private static Kind vacuum(List<SqlToken> tokens) {
        if (tokens.stream().anyMatch(token -> token.is("INTO"))) {
            throw forbidden("VACUUM INTO writes to another file; make a backup instead");
        }
        return Kind.ALONE;
    }

    private static void refuseFunctions(List<SqlToken> tokens) {
        if (calls(tokens, FORBIDDEN_FUNCTIONS)) {
            throw forbidden("functions that load code or reach files cannot be called");
        }
    }

    private static boolean calls(List<SqlToken> tokens, Set<String> functions) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && followedBy(tokens, i, "(")
                    && functions.contains(tokens.get(i).unquoted().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsTemporary(List<SqlToken> tokens) {
        if (tokens.getFirst().is("CREATE")
                && tokens.size() > 1
                && (tokens.get(1).is("TEMP") || tokens.get(1).is("TEMPORARY"))) {
            return true;
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i).unquoted().equalsIgnoreCase("temp")
                    && followedBy(tokens, i, ".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean followedBy(List<SqlToken> tokens, int index, String symbol) {
        return index + 1 < tokens.size() && tokens.get(index + 1).is(symbol);
    }

    private static DatabaseException forbidden(String what) {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN, "clients of the worker may not run " + what);
    }

    private static DatabaseException invalid(String what) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, what);
    }
}
