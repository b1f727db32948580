/**
 * Nearest neighbours in memory: {@link dev.cairn.vectors.nearest.VectorIndex} has the vectors,
 * {@link dev.cairn.vectors.nearest.DefinitionVectors} knows whose they are.
 */
@NullMarked
package dev.cairn.vectors.nearest;

import org.jspecify.annotations.NullMarked;
