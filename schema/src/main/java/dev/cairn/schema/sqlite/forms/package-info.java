/**
 * What a declaration means to SQLite: the affinity of a type, the column that is the row id, what
 * an FTS5 table reads, and the texts by which two objects are compared.
 *
 * <p>Start at {@link dev.cairn.schema.sqlite.forms.SqliteForms}.
 */
@NullMarked
package dev.cairn.schema.sqlite.forms;

import org.jspecify.annotations.NullMarked;
