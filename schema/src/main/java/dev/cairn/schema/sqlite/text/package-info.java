/**
 * SQLite's SQL as text: tokens, statements, and the CREATE statements of a schema read into values.
 *
 * <p>Start at {@link dev.cairn.schema.sqlite.text.CreateStatement}. SQLite keeps a schema as the
 * text of its CREATE statements, and no PRAGMA shows half of what they declare. So the text is read
 * here, by the rules of SQLite's own tokenizer and grammar (https://www.sqlite.org/lang.html).
 */
@NullMarked
package dev.cairn.schema.sqlite.text;

import org.jspecify.annotations.NullMarked;
