/** Measurements against peers, and the runs behind docs/benchmarks.md. */
@NullMarked
package dev.cairn.benchmarks;

import org.jspecify.annotations.NullMarked;
