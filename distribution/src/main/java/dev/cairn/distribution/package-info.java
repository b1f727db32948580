/**
 * Finishes a distribution after its jars are in place, so that the program starts fast: SQLite's
 * native library is unpacked, and AOT caches are recorded. Start at {@link
 * dev.cairn.distribution.DistributionBuild}; nothing here is shipped.
 */
@NullMarked
package dev.cairn.distribution;

import org.jspecify.annotations.NullMarked;
