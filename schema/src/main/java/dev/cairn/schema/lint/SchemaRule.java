package dev.cairn.schema.lint;

import dev.cairn.schema.Schema;

/** One group of rules for schemas. */
@FunctionalInterface
public interface SchemaRule {

    /** Adds what it finds in a schema. */
    void apply(Schema schema, Findings findings);
}
