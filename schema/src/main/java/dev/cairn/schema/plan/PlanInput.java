package dev.cairn.schema.plan;

import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.Renames;
import dev.cairn.schema.sqlite.SqliteDialect;

/**
 * What a plan is made from.
 *
 * @param original the live schema with its former names
 * @param live the live schema with its new names
 * @param declared what is wanted
 * @param renames what leads from the former names to the new ones
 * @param facts what else is known of the database
 * @param options what the plan may do
 * @param free gives names for what is only there for a while
 */
record PlanInput(
        Schema original,
        Schema live,
        SchemaDefinition declared,
        Renames renames,
        DatabaseFacts facts,
        PlanOptions options,
        FreeNames free) {

    static PlanInput of(
            Schema live, SchemaDefinition declared, DatabaseFacts facts, PlanOptions options) {
        Renames renames = Renames.between(live, declared, SqliteDialect.INSTANCE);
        return new PlanInput(
                live,
                renames.applyTo(live, SqliteDialect.INSTANCE),
                declared,
                renames,
                facts,
                options,
                new FreeNames(live, declared.schema()));
    }

    /** Returns what is wanted, without the hints. */
    Schema wanted() {
        return declared.schema();
    }

    /** Returns the number of rows that a declared table has now. */
    long rowsOf(String declaredTable) {
        return facts.rowsOf(renames.formerTable(declaredTable).orElse(declaredTable));
    }

    boolean prunes() {
        return options.prune();
    }
}
