/** Tests of the checks, on databases that were damaged on purpose. */
@NullMarked
package dev.cairn.database.verify;

import org.jspecify.annotations.NullMarked;
