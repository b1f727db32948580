/**
 * The way from a search to the vectorization worker, which has the model and the vectors in memory:
 * one question and one answer for each connection to its socket. A search without an answer there
 * goes by words.
 *
 * <p>Start at {@link dev.cairn.server.meaning.MeaningClient}.
 */
@NullMarked
package dev.cairn.server.meaning;

import org.jspecify.annotations.NullMarked;
