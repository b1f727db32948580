/** The code index on several engines. */
@NullMarked
package dev.cairn.index.statement;

import org.jspecify.annotations.NullMarked;
