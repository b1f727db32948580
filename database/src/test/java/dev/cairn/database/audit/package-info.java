/** Tests of {@code dev.cairn.database.audit}. */
@NullMarked
package dev.cairn.database.audit;

import org.jspecify.annotations.NullMarked;
