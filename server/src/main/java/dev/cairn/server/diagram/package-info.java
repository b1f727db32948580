/** Diagrams of schemas as SVG. Start at {@link dev.cairn.server.diagram.SchemaDiagram}. */
@NullMarked
package dev.cairn.server.diagram;

import org.jspecify.annotations.NullMarked;
