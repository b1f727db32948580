/** Tests of edits, with real files, a real database and the real git. */
@NullMarked
package dev.cairn.index.edit;

import org.jspecify.annotations.NullMarked;
