/**
 * The process boundary, both sides of it: protocol, worker process, proxy driver, worker manager.
 */
@NullMarked
package dev.cairn.worker;

import org.jspecify.annotations.NullMarked;
