/** What the index knows about Markdown. */
@NullMarked
package dev.cairn.index.language.markdown;

import org.jspecify.annotations.NullMarked;
