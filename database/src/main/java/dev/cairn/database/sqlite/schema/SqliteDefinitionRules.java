package dev.cairn.database.sqlite.schema;

import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.sqlite.SqliteRendering;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How SQLite's SQL stands in definitions. */
public final class SqliteDefinitionRules implements DefinitionRules {

    /** The one instance; it has no state. */
    public static final SqliteDefinitionRules INSTANCE = new SqliteDefinitionRules();

    private static final Set<String> STRUCTURE = Set.of("CREATE", "ALTER", "DROP");
    private static final Set<String> PASSED_OVER = Set.of("BEGIN", "COMMIT", "END", "PRAGMA");

    private SqliteDefinitionRules() {}

    @Override
    public Optional<String> created(Statement statement) {
        try {
            return Optional.of(CreateStatement.parse(statement.text()).name());
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isPassedOver(Statement statement) {
        return PASSED_OVER.contains(firstWord(statement));
    }

    @Override
    public Optional<String> forbidden(Statement statement) {
        boolean temporary =
                statement.startsWith("CREATE", "TEMP")
                        || statement.startsWith("CREATE", "TEMPORARY");
        if (!STRUCTURE.contains(firstWord(statement)) || temporary) {
            return Optional.of(
                    "a definition takes CREATE, ALTER and DROP of lasting objects only, not '"
                            + statement.text().lines().findFirst().orElse("")
                            + "'; changes of data belong in a migration");
        }
        return readsTable(statement)
                ? Optional.of("a table is declared by its columns, not by a query")
                : Optional.empty();
    }

    @Override
    public Optional<String> forbiddenExpression(String sql) {
        try {
            return UnsafeFunctions.areCalledBy(SqlTokenizer.tokens(sql))
                    ? Optional.of(UnsafeFunctions.refusal())
                    : Optional.empty();
        } catch (SqlSyntaxException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean readsTable(Statement statement) {
        List<SqlToken> code =
                statement.tokens().stream()
                        .filter(token -> token.kind() != SqlToken.Kind.COMMENT)
                        .takeWhile(token -> !token.is("("))
                        .toList();
        return statement.startsWith("CREATE", "TABLE")
                && code.stream().skip(3).anyMatch(token -> token.is("AS"));
    }

    private static String firstWord(Statement statement) {
        String text = statement.text();
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toUpperCase(Locale.ROOT);
    }

    @Override
    public String render(SchemaObject object) {
        return SqliteRendering.INSTANCE.render(object);
    }
}
