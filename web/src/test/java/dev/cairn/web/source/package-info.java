@NullMarked
package dev.cairn.web.source;

import org.jspecify.annotations.NullMarked;
