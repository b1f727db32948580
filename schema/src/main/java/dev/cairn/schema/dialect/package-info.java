/**
 * The only door to a database engine's rules: the interfaces that comparison, planning and lint
 * use. Each engine implements them in a package of its own.
 *
 * <p>Start at {@link dev.cairn.schema.dialect.Dialect}.
 */
@NullMarked
package dev.cairn.schema.dialect;

import org.jspecify.annotations.NullMarked;
