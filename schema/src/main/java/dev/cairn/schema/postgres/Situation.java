package dev.cairn.schema.postgres;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.Set;

/**
 * What the steps of a plan depend on.
 *
 * @param live the catalog as it is, renames done
 * @param wanted the catalog as it will be
 * @param hints what the definition says about the way
 * @param needed the objects on which another object depends that the plan makes or changes; what
 *     makes them must be done in the transaction
 */
record Situation(
        PostgresCatalog live,
        PostgresCatalog wanted,
        DefinitionHints hints,
        DatabaseFacts facts,
        PlanOptions options,
        Set<ObjectId> needed) {

    Situation {
        needed = Set.copyOf(needed);
    }

    /** Returns the number of rows of a table, or of the table of a part. */
    long rows(ObjectId id) {
        return facts.rowsOf(id.owner());
    }

    /** Returns the cost of writing the table of a part again. */
    Hazard rewrites(ObjectId id) {
        return Hazard.rewrites(rows(id), facts.bytesOf(id.owner()), id.owner());
    }

    /** Returns the cost of reading the table of a part. */
    Hazard scans(ObjectId id) {
        return Hazard.scans(rows(id), facts.bytesOf(id.owner()), id.owner());
    }

    /** Returns whether a table is so large that its writers should not wait for a long step. */
    boolean isLarge(ObjectId id) {
        return rows(id) >= options.onlineRows();
    }

    /** Returns whether what makes an object may run after the transaction. */
    boolean runsOnline(ObjectId id) {
        return isLargeAndWhole(id) && !needed.contains(id);
    }

    /** Returns whether a table is large and not partitioned. */
    boolean isLargeAndWhole(ObjectId id) {
        return isLarge(id) && !isPartitioned(id);
    }

    private boolean isPartitioned(ObjectId id) {
        ObjectId table = id.kind() == ObjectKind.TABLE ? id : id.parent();
        return live.find(table).map(found -> found.has(Property.PARTITION_KEY)).orElse(false);
    }

    ColumnHints hints(ObjectId column) {
        return hints.table(column.owner()).column(column.name());
    }
}
