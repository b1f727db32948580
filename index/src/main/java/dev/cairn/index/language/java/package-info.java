/** What the index knows about Java. */
@NullMarked
package dev.cairn.index.language.java;

import org.jspecify.annotations.NullMarked;
