/** Vectors in the tables of the index: {@link dev.cairn.vectors.store.VectorStore}. */
@NullMarked
package dev.cairn.vectors.store;

import org.jspecify.annotations.NullMarked;
