/**
 * Edits of source files: the text, its rows in the index and, if asked for, a git commit change
 * together. Start at {@link dev.cairn.index.edit.FileEditor}, whose {@code edit} is the whole order
 * of an edit; {@link dev.cairn.index.edit.EditRecovery} finishes or undoes what a killed process
 * left.
 */
@NullMarked
package dev.cairn.index.edit;

import org.jspecify.annotations.NullMarked;
