package dev.cairn.schema.planner;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.CatalogDialect;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.List;

/**
 * Makes the plan that leads from a live schema to a declared one.
 *
 * <p>The planner decides the order; the dialect writes the steps. Renames come first, so that the
 * engine itself carries the new names into everything that refers to them. Every difference is
 * served by a step, refused by name, or left alone because the object is not declared and pruning
 * was not asked for.
 */
public final class SchemaPlanner {

    private final Dialect dialect;

    /** Makes a planner for databases of one engine. */
    public SchemaPlanner(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns the plan.
     *
     * @param live what an inspector read
     * @param declared what is wanted
     * @param differences what {@link dev.cairn.schema.compare.SchemaComparator} found between them
     * @param facts what else is known of the database; without it tables count as empty
     */
    public SchemaPlan plan(
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences,
            DatabaseFacts facts,
            PlanOptions options) {
        return switch (dialect) {
            case TableDialect tables -> {
                PlanInput input = PlanInput.of(live, declared, facts, options, tables);
                yield new Planning(input, tables).plan(differences);
            }
            case CatalogDialect catalog -> catalog.plan(live, declared, facts, options);
        };
    }
}
