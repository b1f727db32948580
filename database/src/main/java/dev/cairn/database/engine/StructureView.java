package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.dialect.CatalogDialect;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.plan.PlanStep;
import java.util.List;

/**
 * The structure of a database as a comparison with a definition sees it: with the names that the
 * definition gives. Where the engine carries a new name into all that refers to it, that is done on
 * a copy without rows, which is read.
 *
 * @param live the structure as it is
 * @param renames the steps that give the new names; none if the dialect compares with them itself
 * @param renamed the structure after them
 */
public record StructureView(Schema live, List<PlanStep> renames, Schema renamed) {

    public StructureView {
        renames = List.copyOf(renames);
    }

    /** Reads the structure of a database. */
    public static StructureView of(DatabaseDriver driver, SchemaDefinition definition) {
        Schema live = driver.inspectSchema();
        Engine engine = Engine.of(driver);
        List<PlanStep> renames =
                switch (engine.dialect()) {
                    case TableDialect _ -> List.of();
                    case CatalogDialect catalog -> catalog.renames(live, definition);
                };
        return new StructureView(
                live, renames, renames.isEmpty() ? live : renamed(driver, live, engine, renames));
    }

    private static Schema renamed(
            DatabaseDriver driver, Schema live, Engine engine, List<PlanStep> renames) {
        try (EmptyDatabase copy = engine.openEmptyDatabase()) {
            engine.copyStructure(driver, live, copy.driver());
            run(renames, copy.driver());
            return copy.driver().inspectSchema();
        }
    }

    private static void run(List<PlanStep> steps, DatabaseDriver driver) {
        for (PlanStep step : steps) {
            step.statements().forEach(statement -> driver.execute(statement.sql()));
        }
    }

    /** Returns how the structure differs from the definition. */
    public List<Difference> differences(
            Dialect dialect, SchemaDefinition definition, ComparisonOptions options) {
        return new SchemaComparator(dialect).compare(renamed, definition, options);
    }
}
