/** Answers questions about the code index. Start at {@link dev.cairn.index.search.CodeSearch}. */
@NullMarked
package dev.cairn.index.search;

import org.jspecify.annotations.NullMarked;
