/**
 * What all commands share: reading options, finding the configuration and the database, reporting
 * errors. The commands themselves are in the packages below, one for each subject.
 *
 * <p>Start at {@link dev.cairn.server.command.CairnCommand}.
 */
@NullMarked
package dev.cairn.server.command;

import org.jspecify.annotations.NullMarked;
