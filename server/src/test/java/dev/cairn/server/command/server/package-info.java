@NullMarked
package dev.cairn.server.command.server;

import org.jspecify.annotations.NullMarked;
