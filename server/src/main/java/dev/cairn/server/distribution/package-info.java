/**
 * What the build does to a distribution after its jars are in place, so that the program starts
 * fast: SQLite's native library unpacked, and an ahead-of-time cache of the JVM. Start at {@link
 * dev.cairn.server.distribution.DistributionBuild}; nothing here runs in the program itself.
 */
@NullMarked
package dev.cairn.server.distribution;

import org.jspecify.annotations.NullMarked;
