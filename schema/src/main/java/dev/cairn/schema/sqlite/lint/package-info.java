/**
 * The rules of the linter for schemas of SQLite.
 *
 * <p>Start at {@link dev.cairn.schema.sqlite.lint.SqliteLint}.
 */
@NullMarked
package dev.cairn.schema.sqlite.lint;

import org.jspecify.annotations.NullMarked;
