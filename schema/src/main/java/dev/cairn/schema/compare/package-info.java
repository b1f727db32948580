/**
 * What differs between the schema that a database has and the one that is declared.
 *
 * <p>Start at {@link dev.cairn.schema.compare.SchemaComparator}. Objects are compared by what they
 * mean to their engine, never by their text, so that a plan which serves all differences leaves
 * none.
 */
@NullMarked
package dev.cairn.schema.compare;

import org.jspecify.annotations.NullMarked;
