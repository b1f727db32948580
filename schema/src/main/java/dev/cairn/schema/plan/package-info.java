/**
 * A plan as values: ordered steps with their SQL, what they cost, why they are there and how they
 * are undone, and the read-only questions to the rows by which the plan may be forbidden.
 *
 * <p>Start at {@link dev.cairn.schema.plan.SchemaPlan} and {@link dev.cairn.schema.plan.PlanStep}.
 * A dialect writes the steps; executors, reports and the linter only read them.
 */
@NullMarked
package dev.cairn.schema.plan;

import org.jspecify.annotations.NullMarked;
