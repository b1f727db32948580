/** What the index knows about shell scripts. */
@NullMarked
package dev.cairn.index.language.bash;

import org.jspecify.annotations.NullMarked;
