/** What the index knows about Rust. */
@NullMarked
package dev.cairn.index.language.rust;

import org.jspecify.annotations.NullMarked;
