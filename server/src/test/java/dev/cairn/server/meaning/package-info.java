@NullMarked
package dev.cairn.server.meaning;

import org.jspecify.annotations.NullMarked;
