@NullMarked
package dev.cairn.server.output;

import org.jspecify.annotations.NullMarked;
