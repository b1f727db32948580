package dev.cairn.schema.dialect;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.List;

/**
 * The rules of an engine whose schemas are a catalog of many kinds of objects that depend on each
 * other. It compares and plans as a whole.
 */
public non-sealed interface CatalogDialect extends Dialect {

    /**
     * Returns the steps that give declared names to what has a former name. They come before the
     * comparison, which is then made with what the engine has after them.
     */
    List<PlanStep> renames(Schema live, SchemaDefinition declared);

    /**
     * Returns all differences, in an order that depends only on the input.
     *
     * @param live what the database has when all renames are done
     * @param strictOrder whether the order of columns counts
     */
    List<Difference> compare(Schema live, SchemaDefinition declared, boolean strictOrder);

    /**
     * Returns the plan.
     *
     * @param live what the database has when all renames are done
     */
    SchemaPlan plan(
            Schema live, SchemaDefinition declared, DatabaseFacts facts, PlanOptions options);

    /** Returns the statements that make all objects of a schema in an empty database, in order. */
    List<String> script(Schema schema);
}
