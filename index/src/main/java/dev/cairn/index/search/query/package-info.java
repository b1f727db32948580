/**
 * The query language: what a person or a program types, as values. Start at {@link
 * dev.cairn.index.search.query.QueryParser}.
 */
@NullMarked
package dev.cairn.index.search.query;

import org.jspecify.annotations.NullMarked;
