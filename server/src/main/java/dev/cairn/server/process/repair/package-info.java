/**
 * The repair worker: a process that looks at the database from time to time, repairs what crashes
 * left behind, and removes what need not be kept.
 *
 * <p>Start at {@link dev.cairn.server.process.repair.RepairProcess}; the work is {@code
 * RepairLook}.
 */
@NullMarked
package dev.cairn.server.process.repair;

import org.jspecify.annotations.NullMarked;
