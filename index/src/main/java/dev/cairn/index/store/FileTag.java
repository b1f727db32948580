package dev.cairn.index.store;

/**
 * A tag of one file.
 *
 * @param tag the tag
 * @param weight how much it raises (over 1) or lowers (below 1) the file
 * @param automatic whether it was found in the file, and not given by a user
 */
record FileTag(String tag, double weight, boolean automatic) {}
