/**
 * HTML and SVG as trees of values. Text is always escaped when it is written, names of elements and
 * attributes are checked, and addresses are {@link dev.cairn.server.html.Link}s into this server,
 * so that nothing from a checkout, a database or a client becomes markup. Start at {@link
 * dev.cairn.server.html.Element}.
 */
@NullMarked
package dev.cairn.server.html;

import org.jspecify.annotations.NullMarked;
