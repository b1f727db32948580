/** What the index knows about Ruby. */
@NullMarked
package dev.cairn.index.language.ruby;

import org.jspecify.annotations.NullMarked;
