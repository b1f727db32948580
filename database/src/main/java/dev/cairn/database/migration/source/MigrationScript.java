package dev.cairn.database.migration.source;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The statements of one direction of a SQL migration.
 *
 * @param file the name of the file that they stand in
 * @param statements the statements, in order
 */
public record MigrationScript(String file, List<SqlScript.Statement> statements) {

    private static final int HEAD = 120;

    public MigrationScript {
        statements = List.copyOf(statements);
    }

    /**
     * Cuts a text into its statements.
     *
     * @param rules how the engine's SQL is cut
     * @throws DatabaseException if a quote is not closed or a character has no meaning
     */
    public static MigrationScript parse(String file, String text, DefinitionRules rules) {
        try {
            return new MigrationScript(file, rules.split(text));
        } catch (SqlSyntaxException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot run migration " + file + ": " + e.getMessage(),
                    e);
        }
    }

    /** Returns the first line of the text if it is a comment with words in it. */
    public static Optional<String> description(String text) {
        return text.lines()
                .findFirst()
                .filter(line -> line.startsWith("--"))
                .map(line -> line.substring(2).strip())
                .filter(line -> !line.isEmpty());
    }

    /** Returns where a statement stands and how it begins: {@code file:line: text}. */
    public String place(SqlScript.Statement statement) {
        return file + ":" + statement.line() + ": " + head(statement.text());
    }

    private static String head(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= HEAD ? line : line.substring(0, HEAD) + "…";
    }
}
