/** Tests of repairs, on databases that were left half-done on purpose. */
@NullMarked
package dev.cairn.database.repair;

import org.jspecify.annotations.NullMarked;
