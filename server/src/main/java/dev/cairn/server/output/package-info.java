/**
 * How commands speak: lines and JSON on the standard output, errors and progress on the standard
 * error. Start at {@link dev.cairn.server.output.Output}.
 */
@NullMarked
package dev.cairn.server.output;

import org.jspecify.annotations.NullMarked;
