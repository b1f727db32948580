/** Tests of the layout of the module. */
@NullMarked
package dev.cairn.worker;

import org.jspecify.annotations.NullMarked;
