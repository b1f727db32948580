/** Tests of the package. */
@NullMarked
package dev.cairn.database.file;

import org.jspecify.annotations.NullMarked;
