/**
 * The statements of the code index that database engines write differently. Start at {@link
 * dev.cairn.index.statement.IndexStatements}.
 */
@NullMarked
package dev.cairn.index.statement;

import org.jspecify.annotations.NullMarked;
