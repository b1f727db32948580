@NullMarked
package dev.cairn.server.program;

import org.jspecify.annotations.NullMarked;
