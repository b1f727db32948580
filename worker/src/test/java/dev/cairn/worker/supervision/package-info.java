/** Tests of the supervision of workers, with real processes. */
@NullMarked
package dev.cairn.worker.supervision;

import org.jspecify.annotations.NullMarked;
