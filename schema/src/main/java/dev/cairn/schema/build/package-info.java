/**
 * Declares schemas in Java.
 *
 * <p>Start at {@link dev.cairn.schema.build.SchemaBuilder}.
 */
@NullMarked
package dev.cairn.schema.build;

import org.jspecify.annotations.NullMarked;
