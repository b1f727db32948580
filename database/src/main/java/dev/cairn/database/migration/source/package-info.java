/**
 * The migrations of a program: the files and classes that hold them, their names, versions and
 * checksums, and what is wrong with them.
 *
 * <p>Start at {@link dev.cairn.database.migration.source.MigrationSource}.
 */
@NullMarked
package dev.cairn.database.migration.source;

import org.jspecify.annotations.NullMarked;
