/**
 * How to get from the schema that a database has to the one that is declared: a pure function from
 * two schemas, their differences and a few facts about the database to ordered steps.
 *
 * <p>Start at {@link dev.cairn.schema.plan.SchemaPlanner} and {@link
 * dev.cairn.schema.plan.PlanStep}. Nothing here is carried out: a plan says what would be done,
 * why, what it costs, and by which read-only questions to the data it may be forbidden.
 */
@NullMarked
package dev.cairn.schema.plan;

import org.jspecify.annotations.NullMarked;
