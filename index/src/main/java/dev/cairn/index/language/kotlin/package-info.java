/** What the index knows about Kotlin. */
@NullMarked
package dev.cairn.index.language.kotlin;

import org.jspecify.annotations.NullMarked;
