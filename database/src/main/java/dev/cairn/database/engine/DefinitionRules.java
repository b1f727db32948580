package dev.cairn.database.engine;

import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.sqlite.text.SqlExpression;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Optional;

/**
 * The rules for an engine's SQL in definitions and migrations. The defaults are for SQL whose
 * quotes and comments are those of the standard.
 */
public interface DefinitionRules {

    /**
     * Cuts a script into its statements.
     *
     * @throws dev.cairn.schema.sqlite.text.SqlSyntaxException if a quote is not closed
     */
    default List<Statement> split(String script) {
        return SqlScript.split(script);
    }

    /** Returns the name of the table or other object that a statement creates. */
    Optional<String> created(Statement statement);

    /** Returns whether a statement does not concern the structure, as some of a dump. */
    default boolean isPassedOver(Statement statement) {
        return false;
    }

    /** Returns why a definition must not hold a statement; empty if it may. */
    default Optional<String> forbidden(Statement statement) {
        return Optional.empty();
    }

    /**
     * Returns why the engine would do something else than a statement of a definition says; empty
     * if it would not.
     */
    default Optional<String> misunderstood(Statement statement) {
        return Optional.empty();
    }

    /** Returns the comments of a script, and perhaps other tokens, in order. */
    default List<SqlToken> comments(String script) {
        return SqlTokenizer.withComments(script);
    }

    /**
     * Makes sure that a text is one expression.
     *
     * @throws dev.cairn.schema.sqlite.text.SqlSyntaxException if it cannot be
     */
    default void requireExpression(String sql) {
        SqlExpression.requireSingle(sql);
    }

    /**
     * Returns why an expression of a hint must not be computed; empty if it may. A hint can come
     * from another program, so this is asked before it is used, whatever it was read from.
     */
    default Optional<String> forbiddenExpression(String sql) {
        return Optional.empty();
    }

    /** Returns the statement that creates a declared object. */
    String render(SchemaObject object);
}
