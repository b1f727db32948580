/**
 * The pages about a project and the processes that look after it. Start at {@link
 * dev.cairn.web.project.ProjectPage}.
 */
@NullMarked
package dev.cairn.web.project;

import org.jspecify.annotations.NullMarked;
