/** Tests of the package. */
@NullMarked
package dev.cairn.database.sqlite.schema;

import org.jspecify.annotations.NullMarked;
