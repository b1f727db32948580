/** Tests of the package of the same name. */
@NullMarked
package dev.cairn.worker.queue;

import org.jspecify.annotations.NullMarked;
