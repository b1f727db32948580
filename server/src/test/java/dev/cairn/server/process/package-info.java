/** Tests of the server and its workers, with real processes. */
@NullMarked
package dev.cairn.server.process;

import org.jspecify.annotations.NullMarked;
