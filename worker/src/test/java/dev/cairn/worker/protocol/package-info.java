/** Tests of the protocol, to the byte. */
@NullMarked
package dev.cairn.worker.protocol;

import org.jspecify.annotations.NullMarked;
