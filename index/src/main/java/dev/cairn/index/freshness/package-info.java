/**
 * How fresh an answer is: which files of it changed on disk, which of these were brought up to date
 * before the answer, and how old the index is. Start at {@link
 * dev.cairn.index.freshness.FreshnessCheck}.
 */
@NullMarked
package dev.cairn.index.freshness;

import org.jspecify.annotations.NullMarked;
