package dev.cairn.database.sqlite.schema;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements a migration must not have, because they cannot run inside its transaction, would
 * end it, or reach beyond the database.
 */
public final class MigrationRules {

    private static final Set<String> TRANSACTION =
            Set.of("begin", "commit", "end", "rollback", "savepoint", "release");
    private static final Set<String> FILES = Set.of("attach", "detach");

    /** All others change how SQLite works or are not possible in a transaction. */
    private static final Set<String> ALLOWED_PRAGMAS =
            Set.of(
                    "user_version",
                    "application_id",
                    "analysis_limit",
                    "optimize",
                    "foreign_key_check",
                    "integrity_check",
                    "quick_check",
                    "defer_foreign_keys",
                    "legacy_alter_table");

    private MigrationRules() {}

    /** Returns why a statement must not be in a migration; empty if it may. */
    public static Optional<String> violation(SqlScript.Statement statement) {
        List<SqlToken> tokens =
                statement.tokens().stream()
                        .filter(token -> token.kind() != SqlToken.Kind.COMMENT)
                        .toList();
        return UnsafeFunctions.areCalledBy(tokens)
                ? Optional.of(UnsafeFunctions.refusal())
                : violation(tokens);
    }

    private static Optional<String> violation(List<SqlToken> tokens) {
        String first = Identifier.key(tokens.getFirst().text());
        if (TRANSACTION.contains(first)) {
            return Optional.of(
                    "a migration runs inside a transaction that it must not begin or end");
        }
        if (FILES.contains(first)) {
            return Optional.of("a migration changes one database and no other file");
        }
        if (first.equals("vacuum")) {
            return Optional.of("VACUUM is not possible in a transaction; run it by itself");
        }
        return switch (first) {
            case "pragma" -> pragmaViolation(tokens);
            case "explain" -> explainViolation(tokens);
            default -> Optional.empty();
        };
    }

    /** Some PRAGMAs take effect when they are prepared, which EXPLAIN does. */
    private static Optional<String> explainViolation(List<SqlToken> tokens) {
        boolean plan = tokens.size() > 2 && tokens.get(1).is("query") && tokens.get(2).is("plan");
        List<SqlToken> explained = tokens.subList(plan ? 3 : 1, tokens.size());
        return explained.isEmpty() ? Optional.empty() : violation(explained);
    }

    private static Optional<String> pragmaViolation(List<SqlToken> tokens) {
        int name = tokens.size() > 2 && tokens.get(2).is(".") ? 3 : 1;
        String pragma = tokens.size() > name ? Identifier.key(tokens.get(name).unquoted()) : "";
        return ALLOWED_PRAGMAS.contains(pragma)
                ? Optional.empty()
                : Optional.of(
                        "PRAGMA "
                                + pragma
                                + " has no effect in a transaction, or changes more than the"
                                + " database's content");
    }
}
