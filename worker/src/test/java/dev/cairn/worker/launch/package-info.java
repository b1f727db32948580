/** Tests with worker processes. */
@NullMarked
package dev.cairn.worker.launch;

import org.jspecify.annotations.NullMarked;
