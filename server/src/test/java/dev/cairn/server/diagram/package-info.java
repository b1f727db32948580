@NullMarked
package dev.cairn.server.diagram;

import org.jspecify.annotations.NullMarked;
