/**
 * What a search by meaning asks for and gets. The index has no model: the code that opens a search
 * gives it a {@link dev.cairn.index.meaning.MeaningSearch}.
 */
@NullMarked
package dev.cairn.index.meaning;

import org.jspecify.annotations.NullMarked;
