/**
 * The projects of an index: their folders, the ids by which they are recognised when they move, and
 * the one job at a time that indexes each. Start at {@link dev.cairn.index.project.ProjectStore}.
 */
@NullMarked
package dev.cairn.index.project;

import org.jspecify.annotations.NullMarked;
