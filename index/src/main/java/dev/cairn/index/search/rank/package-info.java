/** How much a place counts in a ranking, as far as its path alone tells. */
@NullMarked
package dev.cairn.index.search.rank;

import org.jspecify.annotations.NullMarked;
