@NullMarked
package dev.cairn.server.log;

import org.jspecify.annotations.NullMarked;
