/**
 * Writes what was extracted into the code index, one transaction for each batch of files. Start at
 * {@link dev.cairn.index.store.IndexStore}.
 */
@NullMarked
package dev.cairn.index.store;

import org.jspecify.annotations.NullMarked;
