/**
 * SQLite's SQL as text: tokens, statements, the CREATE statements of a schema read into values, and
 * values written as CREATE statements.
 *
 * <p>Start at {@link dev.cairn.schema.sqlite.text.CreateStatement}. What SQLite keeps of a schema is the
 * text of its CREATE statements, and half of what they say is in no PRAGMA; so the text is read
 * here, by the rules of SQLite's own tokenizer and grammar (https://www.sqlite.org/lang.html).
 */
@NullMarked
package dev.cairn.schema.sqlite.text;

import org.jspecify.annotations.NullMarked;
