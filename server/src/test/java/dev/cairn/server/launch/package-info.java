/** The program as users start it: as a process, by its launchers. */
@NullMarked
package dev.cairn.server.launch;

import org.jspecify.annotations.NullMarked;
