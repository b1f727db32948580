/** What the index knows about Python. */
@NullMarked
package dev.cairn.index.language.python;

import org.jspecify.annotations.NullMarked;
