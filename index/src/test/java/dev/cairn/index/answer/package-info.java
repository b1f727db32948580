/** Tests of answers as text. */
@NullMarked
package dev.cairn.index.answer;

import org.jspecify.annotations.NullMarked;
