/**
 * What differs between database engines: each implements {@link dev.cairn.database.engine.Engine}
 * once, and sync, migration, verify, repair, backup, audit and version are written against it
 * alone.
 *
 * <p>Start at {@link dev.cairn.database.engine.Engine}.
 */
@NullMarked
package dev.cairn.database.engine;

import org.jspecify.annotations.NullMarked;
