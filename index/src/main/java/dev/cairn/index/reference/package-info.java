/**
 * Who uses what. The index stores names, scopes and imports, and an edge is resolved when it is
 * asked for, with its certainty. Start at {@link dev.cairn.index.reference.CodeReferences}.
 */
@NullMarked
package dev.cairn.index.reference;

import org.jspecify.annotations.NullMarked;
