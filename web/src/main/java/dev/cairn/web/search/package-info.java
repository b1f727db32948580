/** The search, as a page. Start at {@link dev.cairn.web.search.SearchPage}. */
@NullMarked
package dev.cairn.web.search;

import org.jspecify.annotations.NullMarked;
