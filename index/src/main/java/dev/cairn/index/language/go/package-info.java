/** What the index knows about Go. */
@NullMarked
package dev.cairn.index.language.go;

import org.jspecify.annotations.NullMarked;
