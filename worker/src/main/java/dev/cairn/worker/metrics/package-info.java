/**
 * What a worker measures.
 *
 * <p>Start at {@link dev.cairn.worker.metrics.Measurements}, which is cheap enough for every
 * request, and {@link dev.cairn.worker.metrics.MetricsReport}, which makes micrometer's meters of
 * it on request.
 */
@NullMarked
package dev.cairn.worker.metrics;

import org.jspecify.annotations.NullMarked;
