/** The code index: scan, parse, extract, store, search. */
@NullMarked
package dev.cairn.index;

import org.jspecify.annotations.NullMarked;
