package dev.cairn.worker.service;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.database.sqlite.schema.UnsafeFunctions;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import dev.cairn.worker.service.CheckedStatement.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Says what a client's statement is, and refuses those that a client may not run: what reaches
 * other files, loads code, or turns off what keeps the database whole. It is a list of what is
 * allowed.
 *
 * <p>It is the first of several walls: reading connections refuse writes, every connection of a
 * client refuses other databases ({@code StatementLimits}), the shared writer refuses temporary
 * objects, and a connection that was changed is closed.
 */
public final class StatementPolicy {

    private static final String VACUUM = "VACUUM";
    private static final Set<String> READING = Set.of("SELECT", "VALUES");
    private static final Set<String> NEVER_EXPLAINED = Set.of("EXPLAIN", "PRAGMA", VACUUM);
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

    /** Functions that stand in the place of tables, which a table or view of that name hides. */
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("json_each", "json_tree", "jsonb_each", "jsonb_tree");

    private static final String PRAGMA_FUNCTION = "pragma_";

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
    public CheckedStatement check(String sql) {
        requireLength(sql);
        List<SqlToken> tokens = tokens(sql);
        if (tokens.isEmpty()) {
            throw invalid("there is no statement in the text");
        }
        refuseFunctions(tokens);
        refuseNamesOfFunctions(tokens);
        Kind kind = kind(tokens);
        if (kind != Kind.READ) {
            refuseCommitKeys(tokens);
        }
        return new CheckedStatement(
                kind == Kind.ALONE ? VACUUM : sql,
                kind,
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
        String first = upperCase(tokens.getFirst().text());
        if (READING.contains(first)) {
            return Kind.READ;
        }
        if (WRITING.contains(first)) {
            return Kind.WRITE;
        }
        return switch (first) {
            case "WITH" -> changesRows(tokens) ? Kind.WRITE : Kind.READ;
            case "PRAGMA" -> pragma(tokens);
            case VACUUM -> vacuum(tokens);
            case "EXPLAIN" -> explain(tokens);
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
                    && CHANGING_ROWS.contains(upperCase(token.text()))
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
        String name = lowerCase(tokens.get(at).unquoted());
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

    /** Some PRAGMAs take effect when they are prepared, which EXPLAIN does. */
    private static Kind explain(List<SqlToken> tokens) {
        boolean plan = tokens.size() > 2 && tokens.get(1).is("QUERY") && tokens.get(2).is("PLAN");
        List<SqlToken> explained = tokens.subList(plan ? 3 : 1, tokens.size());
        if (explained.isEmpty()) {
            throw invalid("EXPLAIN needs a statement");
        }
        String first = upperCase(explained.getFirst().text());
        if (NEVER_EXPLAINED.contains(first)) {
            throw forbidden("EXPLAIN " + first);
        }
        kind(explained);
        return Kind.READ;
    }

    /** The worker runs its own VACUUM, so nothing of the client's text can say where to. */
    private static Kind vacuum(List<SqlToken> tokens) {
        List<SqlToken> words = tokens.stream().filter(token -> !token.is(";")).toList();
        boolean ofDatabase = words.size() == 2 && lowerCase(words.get(1).unquoted()).equals("main");
        if (words.size() > 1 && !ofDatabase) {
            throw forbidden(
                    "VACUUM of anything but the database, or into another file; make a backup"
                            + " instead");
        }
        return Kind.ALONE;
    }

    /** SQLite knows the letters of ASCII alone; others have upper forms that are in ASCII. */
    private static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    private static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return lower.toString();
    }

    private static void refuseFunctions(List<SqlToken> tokens) {
        if (calls(tokens, FORBIDDEN_FUNCTIONS)) {
            throw forbidden("functions that load code or reach files");
        }
        if (UnsafeFunctions.areCalledBy(tokens)) {
            throw forbidden(
                    "functions of the driver that do not keep to their memory ("
                            + UnsafeFunctions.names()
                            + ")");
        }
    }

    /** Such a table or view would be read by others' statements in the place of the function. */
    private static void refuseNamesOfFunctions(List<SqlToken> tokens) {
        int at = tokens.getFirst().is("CREATE") ? createdName(tokens) : newName(tokens);
        if (at < 1 || at >= tokens.size()) {
            return;
        }
        String name = lowerCase(tokens.get(at).unquoted());
        if (TABLE_FUNCTIONS.contains(name) || name.startsWith(PRAGMA_FUNCTION)) {
            throw forbidden(
                    "a table or view named '%s', which would hide the function of that name"
                            .formatted(name));
        }
    }

    /** Returns where the name of a created table or view is; 0 if something else is created. */
    private static int createdName(List<SqlToken> tokens) {
        int at = 1;
        while (at < tokens.size()
                && (tokens.get(at).is("TEMP")
                        || tokens.get(at).is("TEMPORARY")
                        || tokens.get(at).is("VIRTUAL"))) {
            at++;
        }
        if (at >= tokens.size() || !(tokens.get(at).is("TABLE") || tokens.get(at).is("VIEW"))) {
            return 0;
        }
        at++;
        if (at < tokens.size() && tokens.get(at).is("IF")) {
            at += 3;
        }
        return followedBy(tokens, at, ".") ? at + 2 : at;
    }

    /** Returns where the name is that ALTER TABLE gives a table; 0 if it gives none. */
    private static int newName(List<SqlToken> tokens) {
        if (!tokens.getFirst().is("ALTER")) {
            return 0;
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("RENAME") && tokens.get(i + 1).is("TO")) {
                return i + 2;
            }
        }
        return 0;
    }

    /** A promise that a commit is done, or never will be, is made to another client perhaps. */
    private static void refuseCommitKeys(List<SqlToken> tokens) {
        for (SqlToken token : tokens) {
            if (lowerCase(token.unquoted()).equals(InternalTables.COMMITS)) {
                throw forbidden(
                        "statements that change '%s', which holds the keys of all clients' commits"
                                .formatted(InternalTables.COMMITS));
            }
        }
    }

    private static boolean calls(List<SqlToken> tokens, Set<String> functions) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && followedBy(tokens, i, "(")
                    && functions.contains(lowerCase(tokens.get(i).unquoted()))) {
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
