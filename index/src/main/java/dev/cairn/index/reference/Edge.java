package dev.cairn.index.reference;

import java.util.Optional;

/**
 * A use of a definition.
 *
 * @param depth 1 for a direct use, 2 for a use of what uses it, and so on
 * @param use where it is
 * @param target the definition that is meant, if the index has it
 * @param certainty how certain that is
 */
public record Edge(int depth, Use use, Optional<DefinitionRow> target, Certainty certainty) {}
