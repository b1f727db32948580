package dev.cairn.database.sync;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.Engine;
import dev.cairn.schema.SchemaDefinition;
import java.util.Optional;

/**
 * What the expressions of hints must not do. They run as statements of Cairn's own, and may come
 * from a client of the worker.
 */
final class HintRules {

    private HintRules() {}

    /**
     * Checks the hints of a definition.
     *
     * @throws DatabaseException with FORBIDDEN if one of them must not be computed
     */
    static void require(Engine engine, SchemaDefinition definition) {
        definition
                .hints()
                .tables()
                .forEach((table, hints) ->
                        hints.columns()
                                .forEach((column, hint) -> {
                                    require(
                                            engine,
                                            table + "." + column,
                                            "backfill",
                                            hint.backfill());
                                    require(engine, table + "." + column, "using", hint.using());
                                }));
    }

    private static void require(
            Engine engine, String column, String hint, Optional<String> expression) {
        expression
                .flatMap(sql -> engine.definitionRules().forbiddenExpression(sql))
                .ifPresent(reason -> {
                    throw new DatabaseException(
                            DatabaseErrorCode.FORBIDDEN,
                            "the schema was not changed: the hint '%s' of column '%s': %s"
                                    .formatted(hint, column, reason));
                });
    }
}
