/**
 * Exact edges from an index that a compiler made, in the format SCIP
 * (https://github.com/sourcegraph/scip/blob/main/scip.proto). Start at {@link
 * dev.cairn.index.scip.ScipImport}.
 */
@NullMarked
package dev.cairn.index.scip;

import org.jspecify.annotations.NullMarked;
