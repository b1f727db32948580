package dev.cairn.schema.dialect;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Schema;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanOptions;
import java.util.Optional;

/** The knowledge that a dialect can use while it writes the steps of a plan. */
public interface PlanContext {

    /** Returns the live schema with its former names. */
    Schema original();

    /** Returns the live schema with its new names. */
    Schema live();

    /** Returns the declared schema. */
    Schema wanted();

    /** Returns the hints of the definition, such as renames and backfills. */
    DefinitionHints hints();

    /** Returns further facts about the database. */
    DatabaseFacts facts();

    /** Returns what the plan may do. */
    PlanOptions options();

    /** Returns the number of rows that a declared table has now. */
    long rowsOf(String declaredTable);

    /** Returns a name that nothing has, for something that will have, or had, the given one. */
    String freeName(String like);

    /** Returns a table that exists and is declared. */
    Optional<TablePair> pair(String declaredTable);
}
