/**
 * Versioned migrations: numbered changes to a database, as pairs of SQL files or Java classes, that
 * are run once each and in order, with a record of what was run.
 *
 * <p>Start at {@link dev.cairn.database.migration.MigrationManager}, which asks a driver to carry
 * out the requests of this package. They run in the process that owns the database: {@code
 * MigrationFolder} reads the files, {@code MigrationPlan} says what is to be run, {@code
 * MigrationRun} runs it.
 */
@NullMarked
package dev.cairn.database.migration;

import org.jspecify.annotations.NullMarked;
