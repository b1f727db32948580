/** Tests of {@code dev.cairn.database.backup}. */
@NullMarked
package dev.cairn.database.backup;

import org.jspecify.annotations.NullMarked;
