/** The program: command line, configuration, wiring. */
@NullMarked
package dev.cairn.server;

import org.jspecify.annotations.NullMarked;
