/** Tests of the package. */
@NullMarked
package dev.cairn.database.maintenance;

import org.jspecify.annotations.NullMarked;
