/** Tests of the package of the same name. */
@NullMarked
package dev.cairn.worker.session;

import org.jspecify.annotations.NullMarked;
