/**
 * From a source text to what the index keeps of it: definitions, imports, symbols and the texts to
 * search. Start at {@link dev.cairn.index.extract.Extractor}; what a language calls a definition is
 * in its query beside {@link dev.cairn.index.parse}, what it calls exported, documented or
 * annotated is in its {@link dev.cairn.index.extract.LanguageRules}.
 */
@NullMarked
package dev.cairn.index.extract;

import org.jspecify.annotations.NullMarked;
