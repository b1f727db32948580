/**
 * The configuration of the program: a JSON file, or the defaults for a project's own {@code .cairn}
 * folder. Start at {@link dev.cairn.server.configuration.ConfigurationReader}.
 */
@NullMarked
package dev.cairn.server.configuration;

import org.jspecify.annotations.NullMarked;
