/** What the index knows about Scala. */
@NullMarked
package dev.cairn.index.language.scala;

import org.jspecify.annotations.NullMarked;
