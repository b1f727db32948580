@NullMarked
package dev.cairn.index.scip;

import org.jspecify.annotations.NullMarked;
