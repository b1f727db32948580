package dev.cairn.database.engine;

import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlToken;
import java.util.List;
import java.util.Optional;

/** How an engine's SQL stands in definitions and migrations. */
public interface DefinitionRules {

    /**
     * Cuts a script into its statements.
     *
     * @throws dev.cairn.schema.sqlite.text.SqlSyntaxException if a quote is not closed
     */
    List<Statement> split(String script);

    /** Returns the name of the table or other object that a statement creates. */
    Optional<String> created(Statement statement);

    /** Returns whether a statement says nothing of the structure, as some of a dump do. */
    boolean isPassedOver(Statement statement);

    /** Returns why a definition must not hold a statement; empty if it may. */
    Optional<String> forbidden(Statement statement);

    /**
     * Returns why the engine would do something else than a statement of a definition says; empty
     * if it would not.
     */
    default Optional<String> misunderstood(Statement statement) {
        return Optional.empty();
    }

    /** Returns the comments of a script, and perhaps other tokens, in order. */
    List<SqlToken> comments(String script);

    /**
     * Makes sure that a text is one expression.
     *
     * @throws dev.cairn.schema.sqlite.text.SqlSyntaxException if it cannot be
     */
    void requireExpression(String sql);

    /** Returns the statement that creates a declared object. */
    String render(SchemaObject object);
}
