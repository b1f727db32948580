/**
 * The commands that ask the index: {@code search}, {@code def}, {@code refs}, {@code outline},
 * {@code imports}, {@code map} and {@code changes}.
 */
@NullMarked
package dev.cairn.server.command.search;

import org.jspecify.annotations.NullMarked;
