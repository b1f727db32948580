@NullMarked
package dev.cairn.server.command;

import org.jspecify.annotations.NullMarked;
