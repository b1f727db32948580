/**
 * The languages, each in a package of its own. Start at {@link dev.cairn.index.language.Languages}:
 * a new language is one package, one line there, and the dependency that has its grammar.
 */
@NullMarked
package dev.cairn.index.language;

import org.jspecify.annotations.NullMarked;
