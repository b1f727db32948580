package dev.cairn.database.postgres.schema;

import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How PostgreSQL's SQL stands in definitions and migrations. A definition is executed on the server
 * of the database, so nothing may be in it that reaches beyond one database.
 */
public final class PostgresDefinitionRules implements DefinitionRules {

    /** The one instance; it has no state. */
    public static final PostgresDefinitionRules INSTANCE = new PostgresDefinitionRules();

    private static final int LONGEST_NAME_BYTES = 63;

    private static final Set<String> STRUCTURE =
            Set.of("CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE");
    private static final Set<String> PASSED_OVER =
            Set.of("BEGIN", "COMMIT", "END", "START", "SET", "RESET");
    private static final Set<String> TRANSACTION =
            Set.of(
                    "BEGIN",
                    "COMMIT",
                    "END",
                    "START",
                    "ROLLBACK",
                    "ABORT",
                    "SAVEPOINT",
                    "RELEASE",
                    "PREPARE");

    /** What belongs to the whole server, or is shared by its databases. */
    private static final Set<String> OF_SERVER =
            Set.of(
                    "DATABASE",
                    "ROLE",
                    "USER",
                    "GROUP",
                    "TABLESPACE",
                    "SYSTEM",
                    "SUBSCRIPTION",
                    "OWNED");

    private static final Set<String> WITH_NAME =
            Set.of(
                    "TABLE",
                    "VIEW",
                    "INDEX",
                    "SEQUENCE",
                    "TYPE",
                    "DOMAIN",
                    "FUNCTION",
                    "PROCEDURE",
                    "TRIGGER",
                    "SCHEMA");

    /** What a search path may hold that changes nothing. */
    private static final Set<String> OWN_PATH =
            Set.of("", "public", "pg_catalog", "pg_temp", "default", ",", ";", "$user", "to", "=");

    private PostgresDefinitionRules() {}

    @Override
    public List<Statement> split(String script) {
        return PostgresScript.split(script);
    }

    private static List<SqlToken> code(Statement statement) {
        return statement.tokens().stream().filter(token -> token.kind() != Kind.COMMENT).toList();
    }

    private static String first(Statement statement) {
        return word(code(statement), 0);
    }

    private static String word(List<SqlToken> tokens, int index) {
        return index < tokens.size() ? tokens.get(index).text().toUpperCase(Locale.ROOT) : "";
    }

    /** Returns the name of a table with its schema, unless that is {@code public}. */
    @Override
    public Optional<String> created(Statement statement) {
        List<SqlToken> tokens = code(statement);
        if (!word(tokens, 0).equals("CREATE")) {
            return Optional.empty();
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (WITH_NAME.contains(word(tokens, i))) {
                int name = i + 1;
                if (word(tokens, name).equals("IF")) {
                    name += 3;
                }
                return name(tokens, name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> name(List<SqlToken> tokens, int index) {
        if (index >= tokens.size() || !tokens.get(index).isName()) {
            return Optional.empty();
        }
        String name = folded(tokens.get(index));
        boolean qualified = index + 2 < tokens.size() && tokens.get(index + 1).is(".");
        if (!qualified) {
            return Optional.of(name);
        }
        String own = folded(tokens.get(index + 2));
        return Optional.of(name.equals("public") ? own : name + "." + own);
    }

    private static String folded(SqlToken token) {
        return token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.unquoted();
    }

    @Override
    public boolean isPassedOver(Statement statement) {
        return PASSED_OVER.contains(first(statement))
                || statement
                        .text()
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "")
                        .startsWith("selectpg_catalog.set_config(");
    }

    @Override
    public Optional<String> forbidden(Statement statement) {
        List<SqlToken> tokens = code(statement);
        String first = word(tokens, 0);
        String second = word(tokens, 1);
        if (!STRUCTURE.contains(first)) {
            return Optional.of(
                    "a definition takes CREATE, ALTER, DROP, COMMENT, GRANT and REVOKE only;"
                            + " changes of data belong in a migration");
        }
        if (OF_SERVER.contains(second)
                || (first.equals("COMMENT") && OF_SERVER.contains(word(tokens, 2)))) {
            return Optional.of(
                    "a definition is about one database, and " + second + " reaches beyond it");
        }
        if (second.equals("TEMP") || second.equals("TEMPORARY")) {
            return Optional.of("a definition takes lasting objects only");
        }
        boolean membership =
                (first.equals("GRANT") || first.equals("REVOKE"))
                        && tokens.stream().noneMatch(token -> token.is("ON"));
        if (membership) {
            return Optional.of(
                    "the membership of roles belongs to the server, not to one database");
        }
        if (statement.startsWith("CREATE", "TABLE") && readsTable(tokens)) {
            return Optional.of("a table is declared by its columns, not by a query");
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> misunderstood(Statement statement) {
        List<SqlToken> tokens = code(statement);
        return otherPath(tokens).or(() -> tooLongName(tokens));
    }

    /** Settings are passed over, so names without a schema would go to another one than is said. */
    private static Optional<String> otherPath(List<SqlToken> tokens) {
        if (!word(tokens, 0).equals("SET") || tokens.size() < 3) {
            return Optional.empty();
        }
        int name = Set.of("SESSION", "LOCAL").contains(word(tokens, 1)) ? 2 : 1;
        if (!word(tokens, name).equals("SEARCH_PATH")) {
            return Optional.empty();
        }
        return tokens.stream()
                .skip(name + 2L)
                .map(token -> token.kind() == Kind.STRING ? strip(token.text()) : folded(token))
                .filter(path -> !OWN_PATH.contains(path))
                .findFirst()
                .map(path ->
                        "it sets search_path to '%s', but names without a schema go to the schema of the connection; write %s before them, or connect with '?schema=%s'"
                                .formatted(path, path, path));
    }

    private static String strip(String literal) {
        return literal.replace("'", "").strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<SqlToken> comments(String script) {
        return PostgresScript.comments(script);
    }

    @Override
    public void requireExpression(String sql) {
        PostgresScript.requireSingle(sql);
    }

    private static boolean readsTable(List<SqlToken> tokens) {
        return tokens.stream()
                .takeWhile(token -> !token.is("("))
                .skip(3)
                .anyMatch(token -> token.is("AS"));
    }

    /** The server cuts longer names off and says so only in a notice. */
    private static Optional<String> tooLongName(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token -> token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME)
                .map(SqlToken::unquoted)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES)
                .findFirst()
                .map(name ->
                        "the name '%s' has %d bytes; PostgreSQL keeps %d"
                                .formatted(
                                        name,
                                        name.getBytes(StandardCharsets.UTF_8).length,
                                        LONGEST_NAME_BYTES));
    }

    @Override
    public String render(SchemaObject object) {
        return PostgresRendering.render(object);
    }

    /** Returns why a migration must not hold a statement; empty if it may. */
    public static Optional<String> forbiddenInMigration(Statement statement) {
        List<SqlToken> tokens = code(statement);
        String first = word(tokens, 0);
        if (TRANSACTION.contains(first)) {
            return Optional.of(
                    "a migration runs inside a transaction that it must not begin or end");
        }
        boolean server =
                Set.of("CREATE", "DROP", "ALTER").contains(first)
                        && Set.of("DATABASE", "TABLESPACE", "SYSTEM").contains(word(tokens, 1));
        return server
                ? Optional.of("a migration changes one database, not the server")
                : Optional.empty();
    }

    /** Returns whether the server refuses to run a statement in a transaction. */
    public static boolean mustRunOutside(Statement statement) {
        List<SqlToken> tokens = code(statement);
        String first = word(tokens, 0);
        boolean concurrently = tokens.stream().limit(8).anyMatch(token -> token.is("CONCURRENTLY"));
        boolean detaches =
                first.equals("ALTER")
                        && tokens.stream().anyMatch(token -> token.is("DETACH"))
                        && tokens.stream().anyMatch(token -> token.is("CONCURRENTLY"));
        boolean indexes = Set.of("CREATE", "DROP", "REINDEX").contains(first) && concurrently;
        boolean whole =
                first.equals("VACUUM")
                        || (first.equals("REINDEX")
                                && Set.of("DATABASE", "SYSTEM", "SCHEMA").contains(word(tokens, 1)))
                        || (first.equals("CLUSTER") && tokens.size() == 1);
        return indexes || detaches || whole;
    }
}
