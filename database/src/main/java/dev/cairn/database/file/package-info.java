/**
 * Files that survive a power failure, and the checks that a file must pass before it is trusted.
 *
 * <p>Start at {@link dev.cairn.database.file.DurableFiles}.
 */
@NullMarked
package dev.cairn.database.file;

import org.jspecify.annotations.NullMarked;
