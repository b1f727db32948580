package dev.cairn.schema.dialect;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of an engine whose schemas are tables and what belongs to them. The comparison and the
 * order of a plan are the same for all of these; the dialect gives forms and writes steps.
 */
public non-sealed interface TableDialect extends Dialect {

    /** Returns how the engine's SQL is written. */
    Rendering rendering();

    /** Returns the forms by which the objects of two schemas are compared. */
    Forms forms(Schema live, Schema declared);

    /** Returns the keys of all names that a text could mean; too many rather than too few. */
    Set<String> names(String sql);

    /**
     * Returns an expression with other names in the place of columns; the rest stays as written.
     *
     * @param columns the new names by the keys of the old ones
     */
    String withColumns(String expression, Map<String, String> columns);

    /** Returns the steps that make an object as it is declared, with what it holds. */
    Proposal create(SchemaObject object, List<String> causes, PlanContext context);

    /** Returns the step that drops an object with all that it holds. */
    PlanStep drop(SchemaObject object, List<String> causes, PlanContext context);

    /** Returns the step that gives a table another name. */
    PlanStep renameTable(String from, String to, List<String> causes);

    /** Returns the step that gives a column another name. */
    PlanStep renameColumn(String table, String from, String to, List<String> causes);

    /**
     * Returns the steps that change a table, and the checks of its rows before. Renames precede
     * these steps; the engine decides whether the rest is done in place or by a rebuild. An engine
     * without changes refuses them.
     */
    default Proposal change(TableChange change, PlanContext context) {
        return refused(change.tables().target().name());
    }

    /** Returns the steps that change a virtual table. */
    default Proposal change(
            VirtualTable live, VirtualTable target, Difference cause, PlanContext context) {
        return refused(target.name());
    }

    private Proposal refused(String table) {
        return Proposal.refused(
                new Refusal(
                        table,
                        "Cairn cannot change tables of '%s'".formatted(name()),
                        "change it by hand or by a migration"));
    }

    /**
     * Returns whether a view or trigger must be dropped before the tables change and made again
     * afterwards.
     *
     * @param differences what differs in the tables that change
     * @param droppedViews the keys of views that are dropped
     */
    default boolean mustStandAside(
            SchemaObject object,
            List<Difference> differences,
            Set<String> droppedViews,
            DatabaseFacts facts) {
        return false;
    }
}
