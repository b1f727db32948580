/** Tests of the package of the same name. */
@NullMarked
package dev.cairn.worker.socket;

import org.jspecify.annotations.NullMarked;
