/**
 * Brings a database to its declared schema: inspect, compare, plan, ask the rows, back up, and
 * carry the plan out in one transaction that is verified before it is committed.
 *
 * <p>Start at {@link dev.cairn.database.sync.SchemaSync}, which conducts, and {@link
 * dev.cairn.database.sync.PlanExecutor}, which is the only place where a schema is changed.
 */
@NullMarked
package dev.cairn.database.sync;

import org.jspecify.annotations.NullMarked;
