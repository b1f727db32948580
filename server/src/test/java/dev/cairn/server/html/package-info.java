@NullMarked
package dev.cairn.server.html;

import org.jspecify.annotations.NullMarked;
