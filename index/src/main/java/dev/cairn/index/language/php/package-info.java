/** What the index knows about PHP. */
@NullMarked
package dev.cairn.index.language.php;

import org.jspecify.annotations.NullMarked;
