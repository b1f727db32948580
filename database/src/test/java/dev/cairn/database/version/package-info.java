/** Tests of {@code dev.cairn.database.version}. */
@NullMarked
package dev.cairn.database.version;

import org.jspecify.annotations.NullMarked;
