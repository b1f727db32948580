/**
 * The commands that run while the build records the AOT caches. Shipped with the program, because a
 * cache is valid only for the class path on which it was recorded.
 */
@NullMarked
package dev.cairn.server.training;

import org.jspecify.annotations.NullMarked;
