/**
 * Measurements of search by meaning: {@link dev.cairn.benchmarks.meaning.SearchQuality} for what it
 * finds, {@link dev.cairn.benchmarks.meaning.NearestNeighbours}, {@link
 * dev.cairn.benchmarks.meaning.VectorizationBenchmark} and {@link
 * dev.cairn.benchmarks.meaning.ManyDefinitions} for time and memory.
 */
@NullMarked
package dev.cairn.benchmarks.meaning;

import org.jspecify.annotations.NullMarked;
