/**
 * Tree-sitter as Cairn uses it: which languages there are, the native libraries behind them, and
 * one parser per thread. Start at {@link dev.cairn.index.parse.SourceParser}.
 */
@NullMarked
package dev.cairn.index.parse;

import org.jspecify.annotations.NullMarked;
