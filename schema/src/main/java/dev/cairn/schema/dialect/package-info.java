/**
 * The only door to a database engine's rules: what the packages that compare, plan and criticise
 * ask of it. Each engine implements it in a package of its own.
 *
 * <p>Start at {@link dev.cairn.schema.dialect.Dialect}.
 */
@NullMarked
package dev.cairn.schema.dialect;

import org.jspecify.annotations.NullMarked;
