/**
 * The file that a backup of a PostgreSQL database is: SQL that psql can run, with the rows between,
 * and what a restored database must equal.
 *
 * <p>Start at {@link dev.cairn.database.postgres.backup.CopyWriter}, which has the form of the
 * file.
 */
@NullMarked
package dev.cairn.database.postgres.backup;

import org.jspecify.annotations.NullMarked;
