/**
 * Models that turn texts into vectors.
 *
 * <p>Start at {@link dev.cairn.vectors.model.EmbeddingModel}; {@link
 * dev.cairn.vectors.model.EmbeddingModels} opens the one that is configured. The model that is
 * shipped lies in the jar of another project, of which only the files are used.
 */
@NullMarked
package dev.cairn.vectors.model;

import org.jspecify.annotations.NullMarked;
