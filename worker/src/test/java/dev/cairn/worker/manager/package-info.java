/** Tests with worker processes. */
@NullMarked
package dev.cairn.worker.manager;

import org.jspecify.annotations.NullMarked;
