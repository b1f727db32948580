/**
 * The pages about source code: files, their history, and definitions. Start at {@link
 * dev.cairn.web.source.FilePage}.
 */
@NullMarked
package dev.cairn.web.source;

import org.jspecify.annotations.NullMarked;
