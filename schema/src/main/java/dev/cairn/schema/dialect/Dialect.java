package dev.cairn.schema.dialect;

import dev.cairn.schema.Schema;
import dev.cairn.schema.lint.SchemaRule;
import java.util.List;

/**
 * One database engine's rules for comparing and changing schemas. Implementations are pure
 * functions of values.
 */
public sealed interface Dialect permits TableDialect, CatalogDialect {

    /** Returns the engine's name, for people. */
    String name();

    /** Returns the form of a name that is equal for all names that mean the same object. */
    String key(String name);

    /**
     * Returns a schema for people. Where a schema is a catalog of objects, its tables are plain
     * tables with their columns and keys here, and the other objects have a statement each.
     */
    default Schema readable(Schema schema) {
        return schema;
    }

    /** Returns the linter's rules for schemas of this engine. */
    default List<SchemaRule> lintRules() {
        return List.of();
    }
}
