/**
 * From a source text to what the index keeps of it: definitions, imports, uses of names and the
 * texts to search. Start at {@link dev.cairn.index.extract.Extractor}; the rules of each language
 * are its {@link dev.cairn.index.extract.Language}.
 */
@NullMarked
package dev.cairn.index.extract;

import org.jspecify.annotations.NullMarked;
