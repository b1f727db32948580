package dev.cairn.index.language;

import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.Language;

/**
 * A language whose files are kept as text.
 *
 * @param id the name under which the index and its users know the language
 * @param files how its files are recognised
 */
record TextLanguage(String id, FileNames files) implements Language {}
