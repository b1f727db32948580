/**
 * Texts and patterns in the lines of files: which files may have them, by the trigram index, and
 * which lines have them. Start at {@link dev.cairn.index.search.line.LineMatcher}.
 */
@NullMarked
package dev.cairn.index.search.line;

import org.jspecify.annotations.NullMarked;
