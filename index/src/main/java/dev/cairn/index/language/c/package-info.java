/** What the index knows about C and C++. */
@NullMarked
package dev.cairn.index.language.c;

import org.jspecify.annotations.NullMarked;
