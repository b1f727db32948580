/** Tests of following source trees, on real folders. */
@NullMarked
package dev.cairn.index.watch;

import org.jspecify.annotations.NullMarked;
