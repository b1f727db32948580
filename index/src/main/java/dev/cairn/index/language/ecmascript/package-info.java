/** What the index knows about JavaScript, TypeScript and TSX. */
@NullMarked
package dev.cairn.index.language.ecmascript;

import org.jspecify.annotations.NullMarked;
