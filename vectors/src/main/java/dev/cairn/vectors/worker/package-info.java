/**
 * The vectorization worker: a process that gives definitions their vectors and answers questions by
 * meaning. {@link dev.cairn.vectors.worker.VectorizationProcess} is its main class, {@link
 * dev.cairn.vectors.worker.Vectorization} its work.
 */
@NullMarked
package dev.cairn.vectors.worker;

import org.jspecify.annotations.NullMarked;
