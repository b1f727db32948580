/**
 * Where log events go: to a file of the process, never to its standard output. Start at {@link
 * dev.cairn.server.log.LogConfigurator}.
 */
@NullMarked
package dev.cairn.server.log;

import org.jspecify.annotations.NullMarked;
