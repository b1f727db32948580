/**
 * Syncs real databases. Most of what is tested stands in the folders of {@code src/test/cases};
 * {@link dev.cairn.database.sync.SchemaCasesTest} says what each is held to.
 */
@NullMarked
package dev.cairn.database.sync;

import org.jspecify.annotations.NullMarked;
