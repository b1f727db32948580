/** How much a place counts in a ranking, judged by its path. */
@NullMarked
package dev.cairn.index.search.rank;

import org.jspecify.annotations.NullMarked;
