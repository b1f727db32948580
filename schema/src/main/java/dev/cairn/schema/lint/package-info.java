/**
 * What is legal in a schema or a plan but likely to hurt: findings with a stable code, a reason and
 * a remedy.
 *
 * <p>Start at {@link dev.cairn.schema.lint.SchemaLint} and {@link dev.cairn.schema.lint.LintRule},
 * which lists every rule. Each rule is described in {@code docs/lint.md}. Everything here is a
 * function of values; nothing is asked of a database.
 */
@NullMarked
package dev.cairn.schema.lint;

import org.jspecify.annotations.NullMarked;
