@NullMarked
package dev.cairn.worker.write;

import org.jspecify.annotations.NullMarked;
