/**
 * Processes that die, race and run out of disk while they change a database: {@link
 * dev.cairn.database.crash.DatabaseTask} is what they run.
 */
@NullMarked
package dev.cairn.database.crash;

import org.jspecify.annotations.NullMarked;
