/**
 * Puts right what an aborted change, mostly of another tool, left behind in a database. Only what
 * is certain is repaired; of the rest it is said what a person could do.
 *
 * <p>Start at {@link dev.cairn.database.repair.RepairRequest}.
 */
@NullMarked
package dev.cairn.database.repair;

import org.jspecify.annotations.NullMarked;
